//! Why requests were not answered, in sentences.

use crate::api::{Kind, ObjectRef};
use crate::cluster::traffic::Why;
use crate::language::say;

/// Why a request to that target was not answered, as one sentence.
pub fn why(why: &Why, target: &ObjectRef) -> String {
    match why {
        Why::NotResolved if target.kind == Kind::Pod => say!(
            "The name of `{pod}` is not in the DNS: it is published only while the Pod is Ready.",
            pod = target.name
        ),
        Why::NotResolved => say!(
            "The name `{service}` is not in the DNS: there is no such Service, or nobody behind it.",
            service = target.name
        ),
        Why::NoEndpoint => {
            say!(
                "Service `{service}` leads nowhere: no Pod behind it is Ready.",
                service = target.name
            )
        }
        Why::Stopping(pod) => say!(
            "`{pod}` was asked to end (SIGTERM) and takes nothing new, but the client's node still \
             sent it there: it had not heard yet.",
            pod
        ),
        Why::Down(pod) => say!(
            "The container of `{pod}` does not run, but the client's node still sent it there: it \
             had not heard yet.",
            pod
        ),
        Why::Silent(pod) => say!(
            "`{pod}` gets requests, but its application does not answer: it counts as Ready and is \
             not.",
            pod
        ),
        Why::Unreachable(pod) => say!(
            "Nobody has the address of `{pod}` any more, but the client's node still sent it there: \
             it had not heard yet.",
            pod
        ),
        Why::Cut(pod) => say!("The container of `{pod}` ended before it had answered.", pod),
    }
}
