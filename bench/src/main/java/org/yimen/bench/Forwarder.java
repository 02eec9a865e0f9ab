package org.yimen.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP port that leads to another one, which may change: the address of a database that comes back elsewhere. */
class Forwarder implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private volatile int target;

    Forwarder(int target) throws IOException {
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.ofVirtual().start(this::accept);
    }

    final int port() {
        return server.getLocalPort();
    }

    final void leadTo(int port) {
        target = port;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, or the client has gone already.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var upstream = new Socket()) {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5000);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            carry(client, upstream);
        } catch (IOException _) {
            // Either end broke; closing both tells the other.
        }
    }

    /** Carries bytes until either end is done. */
    void carry(Socket client, Socket upstream) throws IOException {
        var back = Thread.ofVirtual().start(() -> copy(upstream, client));
        copy(client, upstream);
        try {
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // The streams are closed and with them both sockets.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
