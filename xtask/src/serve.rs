//! Serves the page to the person who works on it.

use crate::{dist, sh, tools};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Child;
use std::thread;
use std::time::Duration;

const FIRST_PORT: u16 = 8080;

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
    let mut server = trunk.spawn().map_err(|why| format!("cannot start trunk: {why}"))?;
    announce(&mut server, port);
    let status = server.wait().map_err(|why| format!("trunk: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("trunk ended ({status})")) }
}

/// Trunk answers only after its first build: until then the address would be a false promise.
fn announce(server: &mut Child, port: u16) {
    while !answers(port) {
        if !matches!(server.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(Duration::from_millis(200));
    }
    println!("\n  Cattle & Pets: http://127.0.0.1:{port}/   (Ctrl+C ends)\n");
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
