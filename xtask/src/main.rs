//! The project's own chores: `cargo xtask <command>`.
//!
//! Every command first gets what it needs (see [`tools`]), says what it runs, and ends with a
//! non-zero exit when anything fails. It knows nothing of the application's code.

mod bench;
mod dist;
mod e2e;
mod mutants;
mod pack;
mod proof;
mod serve;
mod sh;
mod shots;
mod size;
mod test;
mod tools;
mod truth;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  serve [options]  build the page, serve it, rebuild on every change (trunk serve's options)
  test [step …]    everything CI runs, or only the named steps (`test list` names them)
  dist             the finished static page in dist/
  size             what a first visit downloads, and whether it is within the limit
  proof            run the tests whose findings the page \"How true is this?\" shows
  mutants [letters …]
                   break rules one by one, and show which tests see it (all: about half an hour)
  bench [options]  benches/rollout.rs natively, and as wasm in Node (the benchmark's options)
  frames           how long the page needs to draw a step and a seek with 60 + 60 Pods
  lighthouse       what Lighthouse says of the finished page on a slow phone
  shots [options]  pictures of the page in target/shots (`shots --help` tells the options)
  tools            only get what the other commands need
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> sh::Done {
    match command {
        "serve" => serve::serve(rest),
        serve::ANNOUNCE => serve::announce(rest),
        "test" => test::test(rest),
        "dist" => dist::dist(),
        "proof" => proof::proof(),
        "truth" => truth::truth(),
        "pack" => pack::pack(),
        "size" => size::size(),
        "mutants" => mutants::mutants(rest),
        "bench" => bench::bench(rest),
        "frames" => bench::frames(),
        "bench-runner" => bench::run_in_node(rest),
        "lighthouse" => bench::lighthouse(),
        "shots" => shots::shots(rest),
        "tools" => tools::everything(),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    }
}
