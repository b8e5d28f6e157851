//! Parts without a meaning of their own: they know nothing of Kubernetes.

mod dialog;
mod icon;
mod icon_button;
mod marked;
mod notice;
mod select;
mod stepper;
mod terminal;

pub use dialog::Window;
pub use icon::{Icon, Shape};
pub use icon_button::IconButton;
pub use marked::Marked;
pub use notice::RefusalNotice;
pub use select::Select;
pub use stepper::Stepper;
pub use terminal::Terminal;
