//! What a first visit downloads: the page with all that it names, and the first chapter.
//!
//! The other chapters and languages come when they are opened or chosen, and a link's card is for
//! others; they are summed up apart.

use crate::{dist, sh};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The most that a first visit should download, compressed with gzip.
const GOAL: usize = 300 * 1024;
/// The most that lands: the goal is not reached yet, and this only ever goes down.
const CEILING: usize = 589 * 1024;
/// What a first visit does not load, by what its path begins with.
const LATER: [&str; 4] = ["lessons/", "lang/", "truth.html", "card.png"];
/// What it loads of it all the same: the first chapter, in one language.
const FIRST_CHAPTER: [&str; 5] = [
    "lessons/index.yaml",
    "lessons/glossary.yaml",
    "lessons/parts/lesson.yaml",
    "lessons/parts/start.yaml",
    "lessons/parts/en.yaml",
];

struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Prints the table, says whether the goal is reached, and fails when the total is over the
/// ceiling.
pub fn size() -> sh::Done {
    dist::dist()?;
    let folder = dist::folder();
    let mut rows = files(&folder)?
        .iter()
        .map(|path| measure(&folder, path))
        .collect::<Result<Vec<_>, String>>()?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.gzip));
    let (later, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_later);
    let total = total("total", &rows);
    rows.push(total);
    rows.push(self::total("later, as needed", &later));
    print(&rows);
    rows.pop();
    verdict(rows.last().map_or(0, |total| total.gzip))
}

fn verdict(gzip: usize) -> sh::Done {
    let (total, goal) = (kilobytes(gzip), kilobytes(GOAL));
    if gzip <= GOAL {
        println!("A first visit downloads {total} KB compressed: within the goal of {goal} KB.");
        return Ok(());
    }
    println!("A first visit downloads {total} KB compressed: OVER the goal of {goal} KB.");
    let ceiling = kilobytes(CEILING);
    match gzip <= CEILING {
        true => Ok(()),
        false => Err(format!("a first visit downloads {total} KB, and {ceiling} KB is the most")),
    }
}

fn measure(folder: &Path, path: &Path) -> Result<Row, String> {
    let bytes = fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    let compressed = |result: std::io::Result<usize>| result.map_err(|why| why.to_string());
    let gzip = compressed(gzip(&bytes))?;
    let brotli = compressed(brotli(&bytes))?;
    Ok(Row { name, raw: bytes.len(), gzip, brotli })
}

fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn brotli(mut bytes: &[u8]) -> std::io::Result<usize> {
    let mut packed = Vec::new();
    let strongest = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut packed, &strongest)?;
    Ok(packed.len())
}

fn is_later(row: &Row) -> bool {
    let begins = |with: &[&str]| with.iter().any(|it| row.name.starts_with(it));
    begins(&LATER) && !begins(&FIRST_CHAPTER)
}

fn total(name: &str, rows: &[Row]) -> Row {
    Row {
        name: name.to_owned(),
        raw: rows.iter().map(|row| row.raw).sum(),
        gzip: rows.iter().map(|row| row.gzip).sum(),
        brotli: rows.iter().map(|row| row.brotli).sum(),
    }
}

fn print(rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    println!("{:width$}  {:>9}  {:>9}  {:>9}", "KB (1024)", "raw", "gzip -9", "brotli 11");
    for Row { name, raw, gzip, brotli } in rows {
        let [raw, gzip, brotli] = [raw, gzip, brotli].map(|bytes| kilobytes(*bytes));
        println!("{name:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}");
    }
}

fn kilobytes(bytes: usize) -> String {
    let tenths = bytes * 10 / 1024;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|why| why.to_string())?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
