//! 128 bits that stand for a state: two lanes of SplitMix64, each word mixed into both.
//!
//! With ten million states the odds that any two of them share their bits are below 10⁻²⁴.

use cattle_and_pets::cluster::rng::mix;

const LANE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes words in, and gives 128 bits out.
pub struct Mixer(u64, u64);

impl Mixer {
    /// Begins with these bits.
    pub fn new(seed: u128) -> Self {
        let mut mixer = Self(0, LANE);
        mixer.print(seed);
        mixer
    }

    /// Takes a word in.
    pub fn word(&mut self, word: u64) {
        self.0 = mix(self.0 ^ word);
        self.1 = mix(self.1.rotate_left(23).wrapping_add(word) ^ LANE);
    }

    /// Takes another's result in.
    pub fn print(&mut self, print: u128) {
        self.word(print as u64);
        self.word((print >> 64) as u64);
    }

    /// Takes bytes in, and how many they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.word(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
        self.word(bytes.len() as u64);
    }

    /// The bits.
    pub fn end(self) -> u128 {
        u128::from(mix(self.0 ^ self.1.rotate_left(32))) << 64 | u128::from(mix(self.1 ^ self.0))
    }
}
