//! How long roll-outs take, natively and as wasm: `cargo xtask bench`.

mod stopwatch;

use stopwatch::{now_ms, say};

fn main() {
    let start_ms = now_ms();
    let mut digest = 0_u64;
    for round in 0..10_000_000_u64 {
        digest = std::hint::black_box(digest.rotate_left(5) ^ round);
    }
    say(&format!("placeholder {:>10.3} ms (digest {digest:016x})", now_ms() - start_ms));
}
