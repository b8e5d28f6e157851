//! The names that Kubernetes makes from hashes and from chance (rules C2 to C4).

use super::rng::Rng;

/// No vowels, so that no words; no 0, 1 and 3, which look like letters (rule C2).
const ALPHABET: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";

/// Letters in the suffix that `generateName` asks for.
const SUFFIX_LENGTH: usize = 5;

/// Replaces each character by one of the alphabet (rule C3).
pub fn safe_encode_string(text: &str) -> String {
    text.chars().map(|c| char::from(ALPHABET[c as usize % ALPHABET.len()])).collect()
}

/// Five letters by chance, as behind the name of a ReplicaSet's Pod (rule C2).
pub fn random_suffix(rng: &mut Rng) -> String {
    let letter = |_| char::from(ALPHABET[rng.below(ALPHABET.len() as u64) as usize]);
    (0..SUFFIX_LENGTH).map(letter).collect()
}

/// FNV-1a, 32 bits: ReplicaSet names (rule C4).
pub fn fnv1a_32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(FNV_OFFSET, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(FNV_PRIME))
}

/// FNV-1, 32 bits: ControllerRevision names (rule C4).
pub fn fnv1_32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(FNV_OFFSET, |hash, byte| hash.wrapping_mul(FNV_PRIME) ^ u32::from(*byte))
}

const FNV_OFFSET: u32 = 2_166_136_261;
const FNV_PRIME: u32 = 16_777_619;
