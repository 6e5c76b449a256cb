//! Connections: how many, how long, and how much each may send.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Semaphore;
use tokio::time::sleep;

use super::ServeFailure;
use super::answer::answer;
use super::gate::Gate;
use super::live::Live;

/// How many ports are tried from the one asked for.
const PORTS: u16 = 20;
/// How many connections there may be at once.
const CONNECTIONS: usize = 256;
/// How long a browser may take to ask.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many bytes a request's head may have: the least hyper can be told.
const HEAD: usize = 8 << 10;

/// Listens at `host`, or at this machine alone, at the first free port from `port`. Says whether that is another.
pub(super) fn bind(host: Option<&str>, port: u16) -> Result<(TcpListener, SocketAddr, bool), ServeFailure> {
    let named = |error| ServeFailure::Address(format!("{}:{port}", host.unwrap_or("127.0.0.1")), error);
    let addresses: Vec<SocketAddr> = match host {
        Some(host) => (host, port).to_socket_addrs().map_err(named)?.collect(),
        None => vec![(Ipv4Addr::LOCALHOST, port).into()],
    };
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for next in (port..=port.saturating_add(PORTS - 1)).take(if port == 0 { 1 } else { PORTS.into() }) {
        for address in &addresses {
            match TcpListener::bind(SocketAddr::new(address.ip(), next)) {
                Ok(listener) => {
                    let address = listener.local_addr().map_err(named)?;
                    return Ok((listener, address, next != port));
                }
                Err(error) => last = error,
            }
        }
        if last.kind() != io::ErrorKind::AddrInUse {
            break;
        }
    }
    Err(named(last))
}

/// Answers connections for ever.
pub(super) async fn accept(listener: TcpListener, live: Arc<Live>, gate: Gate) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    let gate = Arc::new(gate);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Such as no file descriptor being left: others may be closed meanwhile.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(place) = Arc::clone(&free).try_acquire_owned() else { continue };
        let (live, gate) = (Arc::clone(&live), Arc::clone(&gate));
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(Arc::clone(&live), Arc::clone(&gate), request));
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEAD)
                .serve_connection(TokioIo::new(stream), service);
            // A browser that went away or spoke no HTTP: nobody is left to be told.
            drop(served.await);
            drop(place);
        });
    }
}
