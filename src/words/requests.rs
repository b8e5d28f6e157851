//! Why requests were not answered, in sentences.

use crate::api::{Kind, ObjectRef};
use crate::cluster::traffic::Why;
use crate::language::say;

/// Why a request to that target was not answered, as one sentence about what was.
pub fn why(why: &Why, target: &ObjectRef) -> String {
    match why {
        Why::NotResolved if target.kind == Kind::Pod => say!(
            "`{pod}` had no name in the DNS: a Pod has one only while it is Ready.",
            pod = target.name
        ),
        Why::NotResolved => say!(
            "`{service}` was not in the DNS: no such Service, or nobody Ready behind it.",
            service = target.name
        ),
        Why::NoEndpoint => say!(
            "Service `{service}` led nowhere: no Pod behind it was Ready.",
            service = target.name
        ),
        Why::Stopping(pod) => {
            say!("`{pod}` had got SIGTERM; the client's node had not heard yet.", pod)
        }
        Why::Down(pod) => {
            say!("No container of `{pod}` ran; the client's node had not heard yet.", pod)
        }
        Why::Silent(pod) => {
            say!("`{pod}` counted as Ready, but its application did not answer.", pod)
        }
        Why::Unreachable(pod) => {
            say!("Nobody had the address of `{pod}`; the client's node had not heard yet.", pod)
        }
        Why::Cut(pod) => say!("The container of `{pod}` ended before it had answered.", pod),
    }
}
