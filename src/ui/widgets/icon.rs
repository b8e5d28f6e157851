//! Icons, drawn in the colour of the text around them.

use yew::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A triangle.
    Play,
    /// Two bars.
    Pause,
    /// One step on.
    Step,
    /// One step back.
    StepBack,
    /// To the start.
    ToStart,
    /// To the end.
    ToEnd,
    /// A half-filled circle.
    Theme,
    /// A cross.
    Close,
    /// An arrow that turns back.
    Again,
    /// A list.
    List,
    /// A fork.
    Fork,
    /// A sheet of paper.
    File,
    /// A question mark.
    Help,
    /// An arrow that circles: a control loop.
    Loop,
    /// Three lines.
    Menu,
    /// A tick.
    Check,
    /// A circle.
    Ring,
}

impl Shape {
    const fn path(self) -> &'static str {
        match self {
            Self::Play => "M3 2v12l11-6z",
            Self::Pause => "M4 2.5h3v11H4zM9 2.5h3v11H9z",
            Self::Step => "M3 3h2v10H3zM7 3v10l7-5z",
            Self::StepBack => "M11 3h2v10h-2zM9 3v10L2 8z",
            Self::ToStart => "M2 3h2v10H2zM14 3v10L5 8z",
            Self::ToEnd => "M12 3h2v10h-2zM2 3v10l9-5z",
            Self::Theme => {
                "M8 1.5a6.5 6.5 0 1 0 0 13zm0 0v1.4a5.1 5.1 0 0 1 0 10.2v1.4a6.5 6.5 0 0 0 0-13z"
            }
            Self::Close => {
                "M3.4 2.3 8 6.9l4.6-4.6 1.1 1.1L9.1 8l4.6 4.6-1.1 1.1L8 9.1l-4.6 4.6-1.1-1.1L6.9 8 \
                 2.3 3.4z"
            }
            Self::Again => "M8 2.5a5.5 5.5 0 1 1-5.4 6.6h1.6A4 4 0 1 0 8 4v2.3L4.2 3.2 8 .2z",
            Self::List => "M2 3h2v2H2zM6 3h8v2H6zM2 7h2v2H2zM6 7h8v2H6zM2 11h2v2H2zM6 11h8v2H6z",
            Self::Fork => {
                "M7.2 15V9.6L3.1 5.5V7H1.6V3h4v1.5H4.2L8 8.3l3.8-3.8h-1.4V3h4v4h-1.5V5.5L8.7 \
                 9.6V15z"
            }
            Self::File => {
                "M3 1.5h6.2L13 5.3v9.2H3zM4.5 3v10h7V6.5H8V3zM9.5 3.6V5h1.4zM6 8h4v1.2H6zM6 \
                 10.3h4v1.2H6z"
            }
            Self::Check => "M2 8.4 3.2 7.2 6.4 10.4 12.8 3.6 14 4.8 6.4 12.8z",
            Self::Ring => {
                "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 1.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2z"
            }
            Self::Menu => "M2 3h12v1.6H2zM2 7.2h12v1.6H2zM2 11.4h12V13H2z",
            Self::Help => {
                "M4.5 5.6C4.5 3.5 6 2.2 8 2.2s3.5 1.3 3.5 3.2c0 2.4-2.6 2.6-2.6 4.6H7.2c0-2.9 \
                 2.6-2.9 2.6-4.5 0-1-.7-1.7-1.8-1.7s-1.8.7-1.8 1.8zM7 11.6h2v2H7z"
            }
            Self::Loop => {
                "M8 2a6 6 0 0 1 5.2 3l.8-.8V8H10l1.9-1.9A4.3 4.3 0 0 0 3.8 7H2.1A6 6 0 0 1 8 2z\
                 M2 8h4l-1.9 1.9a4.3 4.3 0 0 0 8.1-.9h1.7A6 6 0 0 1 2.8 11l-.8.8z"
            }
        }
    }
}

/// An icon. It says nothing by itself: what it stands in has a name.
pub fn icon(shape: Shape) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
            <path d={shape.path()} />
        </svg>
    }
}
