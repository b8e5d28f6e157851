//! Lines of marks along one axis, and step lines below them.

use yew::prelude::*;

/// How many places there are along the axis: more marks than that are drawn as one.
pub const PLACES: usize = 800;

/// What to draw. All of it is on an axis from 0 to [`PLACES`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// One line for each kind of mark.
    pub rows: Vec<Row>,
    /// The name of the step lines.
    pub name: AttrValue,
    /// The step lines: a kind for the colour, and a path as high as [`PLOT_HEIGHT`].
    pub steps: Vec<(AttrValue, AttrValue)>,
    /// Whether marks stand so close that they must be thin.
    pub is_dense: bool,
}

/// One line of marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: AttrValue,
    /// A kind for the colour.
    pub kind: AttrValue,
    /// Its marks as one path.
    pub path: AttrValue,
}

/// Where on the axis the moment of that index is, of a run that ends at `last`.
pub fn place_of(index: usize, last: usize) -> usize {
    index * PLACES / last.max(1)
}

/// The height of the space for step lines.
pub const PLOT_HEIGHT: usize = 20;

/// What to draw.
#[derive(PartialEq, Properties)]
pub struct LinesProps {
    /// It.
    pub plot: std::rc::Rc<Plot>,
    /// What is drawn over all lines, along the same axis.
    #[prop_or_default]
    pub children: Html,
}

/// Lines of marks: each line is one path, however many marks it has.
#[component]
pub fn Lines(props: &LinesProps) -> Html {
    let plot = &props.plot;
    let view = |height: usize| format!("0 0 {PLACES} {height}");
    let row = |row: &Row| {
        html! {
            <>
                <span>{ &row.name }</span>
                <svg viewBox={view(16)} preserveAspectRatio="none" data-kind={&row.kind}>
                    <path d={&row.path} />
                </svg>
            </>
        }
    };
    let step = |(kind, path): &(AttrValue, AttrValue)| {
        html! { <path data-kind={kind} d={path} /> }
    };
    html! {
        <div
            class="lines"
            data-rows={plot.rows.len().to_string()}
            data-dense={plot.is_dense.then_some("")}
        >
            { for plot.rows.iter().map(row) }
            <span>{ &plot.name }</span>
            <svg class="lines-steps" viewBox={view(PLOT_HEIGHT)} preserveAspectRatio="none">
                { for plot.steps.iter().map(step) }
            </svg>
            <div class="lines-plot">{ props.children.clone() }</div>
        </div>
    }
}
