//! Random manifests, commands and faults from one seed; invariants after each step; then the faults
//! stop, and everything must settle as wanted.
//!
//! `SEEDS=5000` says how many; `SEED=42` plays one. A seed that fails is made as short as it gets
//! and printed as the list of commands that still fails.

mod scenario;
mod shrink;

use scenario::Scenario;

const SEEDS: u64 = 400;

fn main() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seeds = match number("SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("SEEDS").unwrap_or(SEEDS),
    };
    let (mut settled, mut steps) = (0_u64, 0_u64);
    let total = seeds.end - seeds.start;
    for seed in seeds {
        let scenario = Scenario::from_seed(seed);
        match scenario.play() {
            Ok(taken) => {
                settled += 1;
                steps += taken;
            }
            Err(failure) => {
                println!("seed {seed}: {failure}");
                println!("{}", shrink::shortest(&scenario));
            }
        }
    }
    println!("simulation: {settled} of {total} seeds settle, {steps} steps");
    if settled < total || total == 0 {
        std::process::exit(1);
    }
}
