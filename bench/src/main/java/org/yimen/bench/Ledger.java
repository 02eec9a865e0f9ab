package org.yimen.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What the clients asked and what they were told, on a disk that no crash of the campaign touches. */
final class Ledger implements AutoCloseable {

    private final FileChannel channel;

    Ledger(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * One intent.
     *
     * @param answers all that were heard, in order; none where every answer was lost
     */
    record Asked(String key, String act, String caseId, List<String> answers) {
        Asked {
            answers = List.copyOf(answers);
        }
    }

    void ask(String key, String act, String caseId) {
        write("ask\t" + key + "\t" + act + "\t" + caseId + "\n", false);
    }

    /** Returns when the line is on the disk: only then has anybody been told. */
    void told(String key, String answer) {
        write("told\t" + key + "\t" + answer + "\n", true);
    }

    private synchronized void write(String line, boolean force) {
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            if (force) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client's own journal cannot be written", e);
        }
    }

    static List<Asked> read(Path file) throws IOException {
        var asked = new LinkedHashMap<String, Asked>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split("\t", -1);
            if (words[0].equals("ask")) {
                asked.putIfAbsent(words[1], new Asked(words[1], words[2], words[3], List.of()));
            } else {
                asked.computeIfPresent(words[1], (_, before) -> {
                    var answers = new ArrayList<>(before.answers());
                    answers.add(words[2]);
                    return new Asked(before.key(), before.act(), before.caseId(), answers);
                });
            }
        }
        return List.copyOf(asked.values());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
