//! Parts without a meaning of their own: they know nothing of Kubernetes.

mod dialog;
mod icon;
mod icon_button;
mod lines;
mod marked;
mod menu;
mod notice;
mod popover;
mod select;
mod stepper;
mod tabs;
mod terminal;
mod virtual_list;

pub use dialog::Window;
pub use icon::{Icon, Shape};
pub use icon_button::IconButton;
pub use lines::{Lines, PLACES, PLOT_HEIGHT, Plot, Row, place_of};
pub use marked::Marked;
pub use menu::{Menu, MenuItem};
pub use notice::RefusalNotice;
pub use popover::Popover;
pub use select::Select;
pub use stepper::Stepper;
pub use tabs::Tabs;
pub use terminal::{CommandLine, Terminal};
pub use virtual_list::VirtualList;
