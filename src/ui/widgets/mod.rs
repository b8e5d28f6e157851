//! Parts without a meaning of their own: they know nothing of Kubernetes.

mod copy;
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
mod tail;
mod terminal;
mod virtual_list;

pub use copy::Copy;
pub use dialog::Window;
pub use icon::{Shape, icon};
pub use icon_button::{IconButton, close_button, icon_button};
pub use lines::{Lines, PLACES, PLOT_HEIGHT, Plot, Row, place_of};
pub use marked::marked;
pub use menu::{Menu, MenuItem, menu};
pub use notice::refusal_notice;
pub use popover::Popover;
pub use select::select;
pub use stepper::{Stepper, stepper};
pub use tabs::Tabs;
pub use tail::tail;
pub use terminal::{command_line, terminal};
pub use virtual_list::VirtualList;
