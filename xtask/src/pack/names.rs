//! Short names for what the wasm and the script that loads it share: those that wasm-bindgen makes
//! end with a hash each, and a hash is as long compressed as it is.

use std::collections::HashMap;
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// What all names have in common that wasm-bindgen makes.
const MADE: &str = "__wb";

/// The short names of a module, by the long ones.
pub struct Names(HashMap<String, String>);

impl Names {
    /// Numbers what the module imports and exports, in its order.
    pub fn of(wasm: &[u8]) -> Result<Self, Error> {
        let mut names = HashMap::new();
        let mut add = |long: &str| {
            let short = format!("_{:x}", names.len());
            if long.starts_with(MADE) && !names.contains_key(long) {
                names.insert(long.to_owned(), short);
            }
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        add(import?.name);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        add(export?.name);
                    }
                }
                _ => {}
            }
        }
        Ok(Self(names))
    }

    /// The module with them.
    pub fn in_module(&mut self, wasm: &[u8]) -> Result<Vec<u8>, Error> {
        let mut module = Module::new();
        self.parse_core_module(&mut module, Parser::new(0), wasm)?;
        Ok(module.finish())
    }

    /// The script with them, without what it is indented by; `None` if it speaks of none.
    pub fn in_script(&self, script: &str) -> Option<String> {
        let mut short = String::new();
        let mut is_known = false;
        for line in script.lines().map(str::trim_start) {
            for part in line.split_inclusive(|letter| !is_of_name(letter)) {
                let word = part.trim_end_matches(|letter| !is_of_name(letter));
                let name = self.0.get(word);
                is_known |= name.is_some();
                short += name.map_or(word, String::as_str);
                short += &part[word.len()..];
            }
            short.push('\n');
        }
        is_known.then_some(short)
    }

    fn short(&self, name: &str) -> String {
        self.0.get(name).map_or(name, String::as_str).to_owned()
    }
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

impl Reencode for Names {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            imports.import(import.module, &self.short(import.name), kind);
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, it: Export<'_>) -> Result<(), Error> {
        let name = self.short(it.name);
        utils::parse_export(self, exports, Export { name: &name, ..it })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, TypeSection};

    #[test]
    fn module_and_script_have_the_same_short_names() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./page.js", "__wbg_log_0123456789abcdef", EntityType::Function(0));
        imports.import("./page.js", "own", EntityType::Function(0));
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_start", ExportKind::Func, 1).export("main", ExportKind::Func, 1);
        let mut module = Module::new();
        let wasm = module.section(&types).section(&imports).section(&exports).clone().finish();
        let mut names = Names::of(&wasm).expect("a module");
        let script = "{\n    __wbg_log_0123456789abcdef: () => wasm.__wbindgen_start(own),\n}\n";
        let short = names.in_script(script).expect("it speaks of them");
        assert_eq!(short, "{\n_0: () => wasm._1(own),\n}\n");
        let renamed = names.in_module(&wasm).expect("a module");
        let left = Names::of(&renamed).expect("a module");
        assert!(left.0.is_empty(), "none is long any more");
        assert!(renamed.windows(4).any(|it| it == b"main") && renamed.len() < wasm.len() - 30);
        assert_eq!(names.in_script("own()"), None);
    }
}
