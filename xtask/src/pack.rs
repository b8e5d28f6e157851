//! Puts functions that look alike side by side in the wasm of a release. Static hosts compress with
//! gzip, which looks back no further than 32 KB.
//!
//! Trunk calls it after each build (see `Trunk.toml`).

mod likeness;

use crate::sh;
use std::convert::Infallible;
use std::{env, fs};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

/// Packs the wasm in the folder that Trunk is building, if that is of a release.
pub fn pack() -> sh::Done {
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let folder =
        env::var_os("TRUNK_STAGING_DIR").map_or_else(crate::dist::folder, std::path::PathBuf::from);
    let entries = fs::read_dir(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.extension().is_some_and(|it| it == "wasm") {
            let told = |why: String| format!("{}: {why}", path.display());
            let wasm = fs::read(&path).map_err(|why| told(why.to_string()))?;
            let packed = packed(&wasm).map_err(|why| told(why.to_string()))?;
            fs::write(&path, packed).map_err(|why| told(why.to_string()))?;
        }
    }
    Ok(())
}

/// The same module with its functions in another order.
fn packed(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let (imported, bodies) = functions(wasm)?;
    let order = likeness::order(&bodies);
    let mut place = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        place[*from] = to as u32;
    }
    let mut module = Module::new();
    Moved { imported, order, place }.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// How many functions are imported, and the bodies of the others.
fn functions(wasm: &[u8]) -> Result<(u32, Vec<&[u8]>), Error> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// The functions of a module on the move. Those that are imported stay.
struct Moved {
    imported: u32,
    /// Which of them stands at a place.
    order: Vec<usize>,
    /// Where each of them stands.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, ExportKind, ExportSection, Function, ImportSection,
        TableSection, TypeSection,
    };

    /// One imported function, and one of its own for each number, exported by its place. Each
    /// returns its number and calls the next one; a table holds them all.
    fn module(numbers: &[i32]) -> Vec<u8> {
        let count = numbers.len() as u32;
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("host", "log", wasm_encoder::EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let (mut exports, mut code) = (ExportSection::new(), CodeSection::new());
        for (at, number) in (1..).zip(numbers) {
            functions.function(0);
            exports.export(&at.to_string(), ExportKind::Func, at);
            let mut body = Function::new([]);
            let mut sink = body.instructions();
            for _ in 0..8 {
                sink.i32_const(*number).drop();
            }
            sink.call(at % count + 1).call(0).end();
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
        let (imported, bodies) = functions(wasm).expect("a module");
        let mut at = exported(wasm, export);
        (0..bodies.len())
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
    fn functions_stand_elsewhere_and_mean_the_same() {
        let before = module(&[100_000, 7, 100_000, 7, 100_001]);
        let after = packed(&before).expect("a module");
        assert_ne!(before, after);
        for export in ["1", "2", "3", "4", "5"] {
            assert_eq!(told(&after, export), told(&before, export));
        }
        assert_eq!(packed(&before).ok(), Some(after), "the same each time");
    }
}
