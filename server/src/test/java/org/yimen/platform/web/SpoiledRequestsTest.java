package org.yimen.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.testing.HallTest;

/** What strangers send that nobody can read is refused, and leaves nothing in the log of the program. */
@HallTest
class SpoiledRequestsTest {

    private static final int NONE = 0;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String PARTS = "Content-Type: multipart/form-data; boundary=b\r\n";

    @LocalServerPort
    private int port;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void leave() {
        root.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/progress", "/oauth2/token"})
    void aFormThatSaysItIsTooLargeIsNotRead(String path) throws Exception {
        assertThat(send(path, FORM + "Content-Length: 9999999\r\n", "a=b")).isEqualTo(413);

        assertNothingLogged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/progress", "/oauth2/token"})
    void aFormThatTurnsOutTooLargeIsRefused(String path) throws Exception {
        String body = "300000\r\n" + "a".repeat(0x300000) + "\r\n0\r\n\r\n";

        assertThat(send(path, FORM + "Transfer-Encoding: chunked\r\n", body)).isEqualTo(413);

        assertNothingLogged();
    }

    @Test
    void aBadChunkIsRefused() throws Exception {
        assertThat(send("/progress", FORM + "Transfer-Encoding: chunked\r\n", "zz\r\nxx"))
                .isEqualTo(400);

        assertNothingLogged();
    }

    @Test
    void aFormThatBreaksOffIsRefused() throws Exception {
        // Whoever broke off the request may find the connection closed.
        assertThat(send("/progress", FORM + "Content-Length: 100\r\n", "a=b")).isIn(NONE, 400);

        assertNothingLogged();
    }

    @Test
    void aNoticeThatBreaksOffIsNoFailureOfOurs() throws Exception {
        assertThat(send("/pay/notices/simulated", "Content-Type: application/json\r\nContent-Length: 100\r\n", "{"))
                .isEqualTo(400);

        assertNothingLogged();
    }

    @Test
    void partsWithoutABoundaryAreRefused() throws Exception {
        assertThat(parts("Content-Type: multipart/form-data\r\n", "x")).isEqualTo(400);

        assertNothingLogged();
    }

    @Test
    void partsThatBreakOffAreRefused() throws Exception {
        assertThat(parts(PARTS, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nabc"))
                .isEqualTo(400);

        assertNothingLogged();
    }

    @Test
    void veryManyPartsAreRefused() throws Exception {
        assertThat(parts(
                        PARTS,
                        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(60) + "--b--\r\n"))
                .isBetween(400, 413);

        assertNothingLogged();
    }

    @Test
    void aVeryLongHeadOfAPartIsRefused() throws Exception {
        String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "x".repeat(9_000);

        assertThat(parts(PARTS, head + "\"\r\n\r\nabc\r\n--b--\r\n")).isBetween(400, 413);

        assertNothingLogged();
    }

    @Test
    void aZeroCharacterInTheNameOfAFileIsRefused() throws Exception {
        String part =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\0b.pdf\"\r\n\r\nabc\r\n--b--\r\n";

        assertThat(parts(PARTS, part)).isEqualTo(400);

        assertNothingLogged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/oauth2/token", "/nothing", "/kiosk/card", "/me/profile"})
    void partsThatHoldVeryMuchTextAreTooLarge(String path) throws Exception {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n" + "1".repeat(3_000_000) + "\r\n--b--\r\n";

        assertThat(send(path, PARTS + "Content-Length: " + body.length() + "\r\n", body))
                .isEqualTo(413);

        assertNothingLogged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify", "/oauth2/token", "/nothing", "/kiosk/card", "/me/profile"})
    void aPartOfPartsWithoutABoundaryIsRefused(String path) throws Exception {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed\r\n\r\nx\r\n--b--\r\n";

        assertThat(send(path, PARTS + "Content-Length: " + body.length() + "\r\n", body))
                .isEqualTo(400);

        assertNothingLogged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/desk/sign-in", "/%73ign-in"})
    void nobodySignsInWithAFile(String path) throws Exception {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed\r\n\r\nx\r\n--b--\r\n";

        assertThat(send(path, PARTS + "Content-Length: " + body.length() + "\r\n", body))
                .isEqualTo(415);

        assertNothingLogged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "text/html;q=2", "text/html;charset=none"})
    void whatABrowserNeverAcceptsIsNotFoundEither(String accepted) throws Exception {
        assertThat(send("GET", "/assets/x", "Accept: " + accepted + "\r\n", "")).isBetween(400, 406);

        assertNothingLogged();
    }

    private void assertNothingLogged() {
        assertThat(List.copyOf(log.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    private int parts(String type, String body) throws IOException {
        return send(
                "/verify", type + "Content-Length: " + (body.endsWith("abc") ? 9_000 : body.length()) + "\r\n", body);
    }

    /** Status of the answer to a request that ends after the body, whatever it said of its length. */
    private int send(String path, String headers, String body) throws IOException {
        return send("POST", path, headers, body);
    }

    private int send(String method, String path, String headers, String body) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            out.write((method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n"
                            + body)
                    .getBytes(UTF_8));
            out.flush();
            socket.shutdownOutput();
            String status = new String(socket.getInputStream().readNBytes(12), UTF_8);
            return status.isEmpty() ? NONE : Integer.parseInt(status.substring("HTTP/1.1 ".length()));
        } catch (SocketException cut) {
            throw new AssertionError("no answer to " + path, cut);
        }
    }
}
