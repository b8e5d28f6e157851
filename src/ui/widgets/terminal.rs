//! Command lines as in a terminal.

use yew::prelude::*;

/// What was, or could be, typed.
#[derive(PartialEq, Properties)]
pub struct TerminalProps {
    /// The lines; one that begins with `#` is a comment and has no prompt.
    pub lines: Vec<AttrValue>,
}

/// Command lines as in a terminal.
#[component]
pub fn Terminal(props: &TerminalProps) -> Html {
    let line = |line: &AttrValue| {
        let prompt = (!line.starts_with('#')).then_some("");
        html! { <span data-prompt={prompt}>{ line }</span> }
    };
    html! { <code class="terminal">{ for props.lines.iter().map(line) }</code> }
}
