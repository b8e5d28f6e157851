//! Mounts the page.

fn main() {
    cattle_and_pets::ui::mount();
}
