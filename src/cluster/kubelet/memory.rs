//! What the kubelets know beyond the API.

use crate::api::Name;

/// Addresses in one part of the Pod network: `10.244.x.1` to `10.244.x.254`.
const ADDRESSES_IN_A_SUBNET: u32 = 254;
/// Parts of the Pod network: `10.244.0.x` to `10.244.255.x`.
const SUBNETS: u32 = 256;

/// What the kubelets know beyond the API.
#[derive(Clone, Default)]
pub struct Memory {
    addresses: u32,
}

impl Memory {
    /// An address that no Pod had before: a new Pod never gets an old one's (rule K7).
    pub(super) fn new_address(&mut self) -> Name {
        let (subnet, host) =
            (self.addresses / ADDRESSES_IN_A_SUBNET, self.addresses % ADDRESSES_IN_A_SUBNET);
        self.addresses = self.addresses.wrapping_add(1);
        format!("10.244.{}.{}", subnet % SUBNETS, host + 1).into()
    }
}
