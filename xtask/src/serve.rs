//! Serves the page to the person who works on it.

use crate::{dist, sh, tools};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

const FIRST_PORT: u16 = 8080;
/// The command that [`serve`] gives itself a second process with.
pub const ANNOUNCE: &str = "announce";

/// Builds and serves the page, rebuilds on every change, and prints the address once it answers.
pub fn serve(options: &[String]) -> sh::Done {
    tools::for_trunk()?;
    let port = chosen_port(options)?;
    let mut trunk = dist::trunk();
    trunk.arg("serve").args(options);
    if !options.iter().any(|option| is_port(option)) {
        trunk.args(["--port", &port.to_string()]);
    }
    eprintln!("xtask: building the page: a minute or two the first time, seconds after that");
    let xtask = std::env::current_exe().map_err(|why| format!("own path: {why}"))?;
    let announcer = sh::program(&xtask.to_string_lossy())
        .args([ANNOUNCE, &port.to_string()])
        .spawn()
        .map_err(|why| format!("cannot start {}: {why}", xtask.display()))?;
    become_trunk(trunk, announcer)
}

/// Prints the address as soon as Trunk answers, which it does only after its first build: until
/// then the address would be a false promise.
pub fn announce(port: &[String]) -> sh::Done {
    let port = port.first().and_then(|port| port.parse().ok()).ok_or("no port")?;
    let parent = parent();
    while !answers(port) {
        if parent != self::parent() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(200));
    }
    println!("\n  Cattle & Pets: http://127.0.0.1:{port}/   (Ctrl+C ends)\n");
    Ok(())
}

/// Trunk takes this process's place, so that whoever ends this process ends Trunk.
#[cfg(unix)]
fn become_trunk(mut trunk: Command, mut announcer: Child) -> sh::Done {
    let why = std::os::unix::process::CommandExt::exec(&mut trunk);
    announcer.kill().ok();
    Err(format!("cannot start trunk: {why}"))
}

#[cfg(not(unix))]
fn become_trunk(mut trunk: Command, mut announcer: Child) -> sh::Done {
    let result = sh::run(&mut trunk);
    announcer.kill().ok();
    result
}

#[cfg(unix)]
fn parent() -> u32 {
    std::os::unix::process::parent_id()
}

#[cfg(not(unix))]
fn parent() -> u32 {
    0
}

fn answers(port: u16) -> bool {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, Duration::from_secs(1)) else {
        return false;
    };
    let mut reply = [0; 12];
    let asked = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    asked.is_ok() && stream.read_exact(&mut reply).is_ok() && reply.ends_with(b"200")
}

/// The port asked for, or the first free one.
fn chosen_port(options: &[String]) -> Result<u16, String> {
    if let Some(at) = options.iter().position(|option| is_port(option)) {
        let inline = options[at].split_once('=').map(|(_, port)| port);
        let port = inline.or_else(|| options.get(at + 1).map(String::as_str));
        let port = port.ok_or("--port needs a number")?;
        return port.parse().map_err(|_| format!("`{port}` is not a port"));
    }
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    (FIRST_PORT..FIRST_PORT + 100).find(free).ok_or_else(|| "no free port".to_owned())
}

fn is_port(option: &str) -> bool {
    option == "--port" || option.starts_with("--port=")
}
