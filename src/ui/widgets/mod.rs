//! Parts without a meaning of their own: they know nothing of Kubernetes.
