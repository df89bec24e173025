//! Accepts connections: as many as the app and the system allow, the others wait.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::connection::{self, Shared};

/// Serves all who connect until the drain closes, and then those who are connected until they are done.
pub(crate) async fn serve(listener: TcpListener, shared: Shared) {
    let shared = Arc::new(shared);
    let mut places = Places::new(shared.limits.connections);
    let (open, connected) = watch::channel(());
    let accept = async {
        loop {
            let place = places.take().await;
            let (stream, address) = accept(&listener).await;
            // An answer is written at once: waiting for more to send would only delay it.
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!("cannot set TCP_NODELAY: {error}");
            }
            let (shared, connected) = (Arc::clone(&shared), connected.clone());
            tokio::spawn(async move {
                connection::serve(shared, stream, address).await;
                drop((connected, place));
            });
        }
    };
    tokio::select! {
        () = accept => (),
        () = shared.drain.closed() => (),
    }
    drop((listener, connected));
    open.closed().await;
}

/// The next connection. One that broke off before it was accepted is nobody's matter.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    let mut told = false;
    loop {
        let error = match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => error,
        };
        if is_of_one_connection(&error) {
            continue;
        }
        if !told {
            tracing::error!(
                "cannot accept connections: {error}; trying again every second. If there are too many open files, raise \
                 the system's limit (`ulimit -n`), or have fewer connections wait with `Limits::connections(..)`"
            );
            told = true;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// The connections that may still be opened.
struct Places {
    free: Arc<Semaphore>,
    all: usize,
    /// Whether the log has it that there are none.
    told: bool,
}

impl Places {
    fn new(connections: usize) -> Self {
        let all = connections.min(Semaphore::MAX_PERMITS);
        Self { free: Arc::new(Semaphore::new(all)), all, told: false }
    }

    /// Waits for a place. The log is told once, until half of the places are free again.
    async fn take(&mut self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = Arc::clone(&self.free).try_acquire_owned() {
            self.told &= self.free.available_permits() < self.all / 2;
            return Some(place);
        }
        if !self.told {
            self.told = true;
            tracing::warn!(
                "{} connections are open, as many as may be; others wait until one is closed; \
                 `Limits::connections(..)` allows more",
                self.all
            );
        }
        // Nobody closes the semaphore.
        Arc::clone(&self.free).acquire_owned().await.ok()
    }
}
