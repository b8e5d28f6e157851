//! Puts functions that look alike side by side in the wasm of a release, keeps one of those that
//! are the same, gives what it shares with its script short names, and leaves out what only tools
//! read. Static hosts compress with gzip, which looks
//! back no further than 32 KB.
//!
//! Trunk calls it after each build (see `Trunk.toml`).

mod likeness;
mod names;

use crate::sh;
use names::Names;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::{env, fs};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser, Payload, TypeRef,
};

/// Packs the wasm in the folder that Trunk is building, if that is of a release.
pub fn pack() -> sh::Done {
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(crate::dist::folder, PathBuf::from);
    for path in files(&folder, "wasm")? {
        let wasm = fs::read(&path).map_err(told(&path))?;
        let mut names = Names::of(&wasm).map_err(told(&path))?;
        let packed = packed(&wasm).and_then(|it| names.in_module(&it)).map_err(told(&path))?;
        fs::write(&path, packed).map_err(told(&path))?;
        for path in files(&folder, "js")? {
            let script = fs::read_to_string(&path).map_err(told(&path))?;
            if let Some(short) = names.in_script(&script) {
                fs::write(&path, short).map_err(told(&path))?;
            }
        }
    }
    Ok(())
}

/// What is in the folder, of that kind.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(told(folder))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect())
}

/// With the file that it is about.
fn told<E: Display>(path: &Path) -> impl Fn(E) -> String {
    move |why| format!("{}: {why}", path.display())
}

/// A module that does the same.
fn packed(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let wasm = merged(wasm)?;
    let functions = Functions::of(&wasm)?;
    let order = likeness::order(&functions.bodies);
    let itself: Vec<usize> = (0..order.len()).collect();
    moved(&wasm, functions.imported, order, &itself)
}

/// The same module with one of each function. Functions that call what was merged may be the same
/// after it.
fn merged(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let mut wasm = wasm.to_vec();
    loop {
        let functions = Functions::of(&wasm)?;
        let first = functions.first_of_each();
        let kept: Vec<usize> = (0..first.len()).filter(|it| first[*it] == *it).collect();
        if kept.len() == first.len() {
            return Ok(wasm);
        }
        wasm = moved(&wasm, functions.imported, kept, &first)?;
    }
}

/// The module with those of its functions, in that order; `stands_for` names for each function the
/// one that is called in its place.
fn moved(
    wasm: &[u8],
    imported: u32,
    order: Vec<usize>,
    stands_for: &[usize],
) -> Result<Vec<u8>, Error> {
    let mut place = vec![0; stands_for.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to as u32;
    }
    let place = stands_for.iter().map(|it| place[*it]).collect();
    let mut module = Module::new();
    Moved { imported, order, place }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// The functions of a module.
struct Functions<'a> {
    /// How many are imported.
    imported: u32,
    /// The types of the others.
    types: Vec<u32>,
    /// Their bodies.
    bodies: Vec<&'a [u8]>,
}

impl<'a> Functions<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self, Error> {
        let (mut imported, mut types, mut bodies) = (0, Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
                _ => {}
            }
        }
        Ok(Self { imported, types, bodies })
    }

    /// For each function the first that is the same.
    fn first_of_each(&self) -> Vec<usize> {
        let mut first = HashMap::new();
        let functions = self.types.iter().zip(&self.bodies).enumerate();
        functions.map(|(at, it)| *first.entry(it).or_insert(at)).collect()
    }
}

/// The functions of a module on the move. Those that are imported stay.
struct Moved {
    imported: u32,
    /// Which of them stands at a place.
    order: Vec<usize>,
    /// Where each of them stands, or what is called in its place.
    place: Vec<u32>,
}

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(match function.checked_sub(self.imported) {
            None => function,
            Some(own) => self.imported + self.place[own as usize],
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for from in self.order.clone() {
            functions.function(self.type_index(types[from])?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for from in self.order.clone() {
            self.parse_function_body(code, bodies[from].clone())?;
        }
        Ok(())
    }

    /// Names and producers mean nothing to a browser.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, CustomSection, ElementSection, Elements, ExportKind, ExportSection, Function,
        ImportSection, Section, TableSection, TypeSection,
    };

    /// So many calls tell all that a function does.
    const STEPS: usize = 12;

    /// One imported function, and some of its own, exported by their places from 1. Each has a
    /// number and calls another one; a table holds them all.
    fn module(own: &[(i32, u32)]) -> Vec<u8> {
        let count = own.len() as u32;
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("host", "log", wasm_encoder::EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        for (at, (number, next)) in (1..).zip(own) {
            functions.function(0);
            exports.export(&at.to_string(), ExportKind::Func, at);
            let mut body = Function::new([]);
            let mut sink = body.instructions();
            for _ in 0..8 {
                sink.i32_const(*number).drop();
            }
            sink.call(*next).call(0).end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            minimum: u64::from(count),
            maximum: None,
            table64: false,
            shared: false,
        });
        let all: Vec<u32> = (1..=count).collect();
        let mut elements = ElementSection::new();
        elements.active(Some(0), &ConstExpr::i32_const(0), Elements::Functions(all.into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    /// What a function does, and then the one it calls, from an export on.
    fn told(wasm: &[u8], export: &str) -> Vec<i32> {
        let imported = Functions::of(wasm).expect("a module").imported;
        let mut at = exported(wasm, export);
        (0..STEPS)
            .map(|_| {
                let (number, next) = read(wasm, (at - imported) as usize);
                at = next;
                number
            })
            .collect()
    }

    fn exported(wasm: &[u8], name: &str) -> u32 {
        let mut payloads = Parser::new(0).parse_all(wasm).flatten();
        let exports = payloads.find_map(|it| match it {
            Payload::ExportSection(section) => Some(section),
            _ => None,
        });
        let mut exports = exports.expect("exports").into_iter().flatten();
        exports.find(|it| it.name == name).expect("that export").index
    }

    fn read(wasm: &[u8], own: usize) -> (i32, u32) {
        use wasmparser::Operator;
        let bodies = Parser::new(0).parse_all(wasm).flatten().filter_map(|it| match it {
            Payload::CodeSectionEntry(body) => Some(body),
            _ => None,
        });
        let body = bodies.into_iter().nth(own).expect("that function");
        let mut told = (0, 0);
        for operator in body.get_operators_reader().expect("operators") {
            match operator.expect("an operator") {
                Operator::I32Const { value } => told.0 = value,
                Operator::Call { function_index } if function_index > 0 => told.1 = function_index,
                _ => {}
            }
        }
        told
    }

    #[test]
    fn what_only_tools_read_is_left_out() {
        let mut named = module(&[(1, 2), (2, 1)]);
        let bare = packed(&named).expect("a module");
        CustomSection { name: "name".into(), data: (&b"main"[..]).into() }.append_to(&mut named);
        assert_eq!(packed(&named).ok(), Some(bare));
    }

    #[test]
    fn functions_stand_elsewhere_and_mean_the_same() {
        let before = module(&[(100_000, 2), (7, 3), (100_000, 4), (7, 5), (100_001, 1)]);
        let after = packed(&before).expect("a module");
        assert_ne!(before, after);
        for export in ["1", "2", "3", "4", "5"] {
            assert_eq!(told(&after, export), told(&before, export));
        }
        assert_eq!(packed(&before).ok(), Some(after), "the same each time");
    }

    #[test]
    fn of_the_same_functions_one_is_kept() {
        // The first two are the same, and once they are one, the last two are, too.
        let before = module(&[(7, 3), (7, 3), (8, 4), (9, 1), (9, 2)]);
        let after = packed(&before).expect("a module");
        assert_eq!(Functions::of(&after).expect("a module").bodies.len(), 3);
        for export in ["1", "2", "3", "4", "5"] {
            assert_eq!(told(&after, export), told(&before, export));
        }
    }
}
