//! Tables of objects: int-or-percent values, defaults and validation.

use crate::{Check, expect};
use cattle_and_pets::api::int_or_percent::Round;
use cattle_and_pets::api::{IntOrPercent, Kind, Object, Release, defaults, validation};
use serde_json::{Value, json};

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("intstrParse", parse),
        ("intstrScaled", scaled),
        ("apiDefaults", api_defaults),
        ("validationCommonMistakes", common_mistakes),
    ]
}

/// The value of a case's input; a case without one is about a pointer that Rust does not have.
fn input(case: &Value) -> Option<IntOrPercent> {
    serde_json::from_value(case["input"].clone()).ok()
}

fn parse(case: &Value) -> Result<(), String> {
    let input = input(case).ok_or("no input")?;
    let value = match &input {
        IntOrPercent::Int(number) => Ok(*number),
        IntOrPercent::Text(_) => input.percent(),
    };
    expect("error", value.is_err().into(), case["error"].clone())?;
    let Ok(value) = value else { return Ok(()) };
    expect("value", value.into(), case["value"].clone())?;
    let is_percent = matches!(input, IntOrPercent::Text(_));
    expect("percent", is_percent.into(), case["percent"].clone())
}

fn scaled(case: &Value) -> Result<(), String> {
    let total = case["total"].as_i64().and_then(|total| i32::try_from(total).ok());
    let round = if case["roundUp"] == true { Round::Up } else { Round::Down };
    let value = match input(case) {
        Some(input) => input.scaled(total.ok_or("no total")?, round),
        None => Err("nil".to_owned()),
    };
    expect("error", value.is_err().into(), case["error"].clone())?;
    value.map_or(Ok(()), |value| expect("scaled", value.into(), case["expected"].clone()))
}

fn object(value: &Value, release: Release) -> Result<Object, String> {
    let kind = value["kind"].as_str().and_then(Kind::parse).ok_or("an unknown kind")?;
    Object::from_value(kind, value.clone()).map(|object| defaults::apply(object, release))
}

fn api_defaults(case: &Value) -> Result<(), String> {
    let value = object(&case["input"], Release::V1_20)?.to_value();
    let [metadata, spec] = ["metadata", "spec"].map(|name| value.get(name));
    expect("defaulted", json!({ "metadata": metadata, "spec": spec }), case["defaulted"].clone())
}

fn common_mistakes(case: &Value) -> Result<(), String> {
    for (release, column) in [(Release::V1_20, "errors_1_20"), (Release::V1_34, "errors_1_34")] {
        let Some(expected) = case[column].as_array() else { continue };
        let old = object(&case["object"], release)?;
        let errors = match &case["update"] {
            Value::Null => validation::create(&old, release),
            update => validation::update(&object(update, release)?, &old, release),
        };
        let errors: Vec<Value> = errors.into_iter().map(Value::from).collect();
        expect(column, &errors, expected)?;
    }
    Ok(())
}
