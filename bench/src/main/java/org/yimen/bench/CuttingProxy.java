package org.yimen.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** Carries one request per connection and cuts a third of the answers, and now and then a request. */
final class CuttingProxy extends Forwarder {

    /** Where a connection is reset. */
    enum Cut {
        /** Nowhere. */
        NONE,
        /** Half of the request has gone through. */
        IN_THE_REQUEST,
        /** The answer is there and none of it has gone through. */
        BEFORE_THE_ANSWER,
        /** Half of the answer has gone through. */
        IN_THE_ANSWER,
        /** All of the answer has gone through, and a reset follows at once. */
        AFTER_THE_ANSWER
    }

    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_HEAD = 16 * 1024;

    /** Two line ends. */
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final Random random;
    private final ConcurrentMap<Cut, Integer> counts = new ConcurrentHashMap<>();

    CuttingProxy(int target, long seed) throws IOException {
        super(target);
        this.random = new Random(seed);
    }

    int count(Cut cut) {
        return counts.getOrDefault(cut, 0);
    }

    /** In thirtieths: a third of the answers, and one request in fifteen. */
    private Cut draw() {
        int drawn;
        synchronized (random) {
            drawn = random.nextInt(30);
        }
        Cut cut = drawn < 4
                ? Cut.BEFORE_THE_ANSWER
                : drawn < 7
                        ? Cut.IN_THE_ANSWER
                        : drawn < 10 ? Cut.AFTER_THE_ANSWER : drawn < 12 ? Cut.IN_THE_REQUEST : Cut.NONE;
        counts.merge(cut, 1, Integer::sum);
        return cut;
    }

    @Override
    void carry(Socket client, Socket upstream) throws IOException {
        byte[] request = message(client.getInputStream());
        Cut cut = draw();
        int sent = cut == Cut.IN_THE_REQUEST ? request.length / 2 : request.length;
        upstream.getOutputStream().write(request, 0, sent);
        upstream.getOutputStream().flush();
        if (cut == Cut.IN_THE_REQUEST) {
            reset(upstream);
            reset(client);
            return;
        }
        byte[] answer = message(upstream.getInputStream());
        int given = switch (cut) {
            case BEFORE_THE_ANSWER -> 0;
            case IN_THE_ANSWER -> answer.length / 2;
            case NONE, AFTER_THE_ANSWER, IN_THE_REQUEST -> answer.length;
        };
        client.getOutputStream().write(answer, 0, given);
        client.getOutputStream().flush();
        if (cut != Cut.NONE) {
            reset(client);
        }
    }

    /** One message of HTTP/1.1 with a length. */
    static byte[] message(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in);
        var read = new ByteArrayOutputStream();
        for (int tail = 0; tail != END_OF_HEAD; ) {
            int next = buffered.read();
            if (next < 0 || read.size() > LONGEST_HEAD) {
                throw new IOException("the message ends within its head");
            }
            read.write(next);
            tail = tail << 8 | next;
        }
        var length = LENGTH.matcher(read.toString(StandardCharsets.ISO_8859_1));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] rest = buffered.readNBytes(body);
        if (rest.length < body) {
            throw new IOException("the message ends within its body");
        }
        read.writeBytes(rest);
        return read.toByteArray();
    }

    /** No orderly end: what is still on its way is lost too. */
    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
