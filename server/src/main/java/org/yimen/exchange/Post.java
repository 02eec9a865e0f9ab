package org.yimen.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.yimen.exchange.Destinations.Destination;

/**
 * Posts one small body and reads no more than the status of the answer. Written out, because the JDK's client looks the
 * name up once more by itself: between the check and the connection the name could come to mean another address.
 */
final class Post {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_STATUS_LINE = 500;

    private final Duration connect;
    private final Duration answer;

    Post(Duration connect, Duration answer) {
        this.connect = connect;
        this.answer = answer;
    }

    /** The status of the answer, or a word for what went wrong: {@code connect}, {@code tls}, {@code timeout}, {@code answer}. */
    String send(Destination to, Map<String, String> headers, byte[] body) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(to.address(), to.port()), Math.toIntExact(connect.toMillis()));
            plain.setSoTimeout(Math.toIntExact(answer.toMillis()));
            if (!to.encrypted()) {
                return exchange(plain, to.url(), headers, body);
            }
            try (Socket secret = encrypted(plain, to)) {
                return exchange(secret, to.url(), headers, body);
            }
        } catch (SocketTimeoutException _) {
            return "timeout";
        } catch (SSLException _) {
            return "tls";
        } catch (IOException _) {
            return "connect";
        }
    }

    private static Socket encrypted(Socket plain, Destination to) throws IOException {
        String host = to.url().getHost();
        SSLSocket socket = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, to.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private String exchange(Socket socket, URI url, Map<String, String> headers, byte[] body) throws IOException {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + url.getHost() + port
                + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(US_ASCII));
        out.write(body);
        out.flush();
        Matcher status = STATUS.matcher(line(socket.getInputStream()));
        return status.matches() ? status.group(1) : "answer";
    }

    /** The first line; whoever sends it drop by drop has as long as for all of it. */
    private String line(InputStream in) throws IOException {
        long until = System.nanoTime() + answer.toNanos();
        var line = new StringBuilder();
        for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
            if (line.length() >= LONGEST_STATUS_LINE) {
                return "";
            }
            if (System.nanoTime() > until) {
                throw new SocketTimeoutException("too slow");
            }
            line.append((char) sign);
        }
        return line.toString().strip();
    }
}
