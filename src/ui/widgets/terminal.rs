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
        html! { <span data-prompt={prompt}><CommandLine line={line} /></span> }
    };
    html! { <code class="terminal">{ for props.lines.iter().map(line) }</code> }
}

/// One command line.
#[derive(PartialEq, Properties)]
pub struct CommandLineProps {
    /// It.
    pub line: AttrValue,
}

/// A command line that is broken between its words and not within them.
#[component]
pub fn CommandLine(props: &CommandLineProps) -> Html {
    let word = |word: &str| html! { <><span class="word">{ word }</span>{ " " }</> };
    html! { <>{ for props.line.split(' ').map(word) }</> }
}
