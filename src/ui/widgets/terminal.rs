//! Command lines as in a terminal.

use yew::prelude::*;

/// Command lines as in a terminal; one that begins with `#` is a comment and has no prompt.
pub fn terminal(lines: &[String]) -> Html {
    let line = |line: &String| {
        let prompt = (!line.starts_with('#')).then_some("");
        html! { <span data-prompt={prompt}>{ command_line(line) }</span> }
    };
    html! { <code class="terminal">{ for lines.iter().map(line) }</code> }
}

/// A command line that is broken between its words and not within them.
pub fn command_line(line: &str) -> Html {
    let word = |word: &str| html! { <><span class="word">{ word }</span>{ " " }</> };
    html! { <>{ for line.split(' ').map(word) }</> }
}
