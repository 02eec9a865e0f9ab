package org.yimen.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The real driver against a mail server that speaks just enough. */
class SmtpGatewayTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void aMailIsHandedOverWithTheIdOfItsMessage() throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> serve(listening, "250 taken"));
            gateway(listening.getLocalPort()).send("the-id-1", "who@example.org", "准予：食品经营许可", "已作出准予的决定。");
            server.join();
        }

        String said = String.join("\n", heard);
        assertThat(said).contains("RCPT TO:<who@example.org>", "Message-ID: <the-id-1@anlan.example>");
        assertThat(said).contains("Auto-Submitted: auto-generated");
    }

    @Test
    void whatTheServerRefusesForNowIsAFailureAndNoAddressIsNeverTriedAgain() throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(listening, "451 later"));
            SmtpGateway gateway = gateway(listening.getLocalPort());

            assertThatThrownBy(() -> gateway.send("id", "who@example.org", "x", "y"))
                    .isInstanceOf(MailException.class);
            assertThatThrownBy(() -> gateway.send("id", "no address at all@@", "x", "y"))
                    .isInstanceOf(GatewayRefused.class);
        }
    }

    private static SmtpGateway gateway(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.getJavaMailProperties().put("mail.smtp.timeout", "5000");
        return new SmtpGateway(sender, "hall@anlan.example");
    }

    private void serve(ServerSocket listening, String onData) {
        try (Socket line = listening.accept();
                var in = new BufferedReader(new InputStreamReader(line.getInputStream(), UTF_8))) {
            answer(line, "220 here");
            boolean data = false;
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                heard.add(said);
                if (data) {
                    data = !said.equals(".");
                    if (!data) {
                        answer(line, onData);
                    }
                    continue;
                }
                String command = said.toUpperCase(Locale.ROOT);
                if (command.startsWith("DATA")) {
                    data = true;
                    answer(line, "354 go on");
                } else if (command.startsWith("QUIT")) {
                    answer(line, "221 bye");
                    return;
                } else {
                    answer(line, "250 ok");
                }
            }
        } catch (IOException gone) {
            heard.add("gone");
        }
    }

    private static void answer(Socket line, String text) throws IOException {
        line.getOutputStream().write((text + "\r\n").getBytes(UTF_8));
        line.getOutputStream().flush();
    }
}
