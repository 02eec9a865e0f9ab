package org.yimen.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Java process of its own: what dies with a process, and what does not, can only be seen there. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static OtherProcess of(Class<?> program, String... arguments) throws IOException {
        var command = java(System.getProperty("java.class.path"), program, arguments);
        return new OtherProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    static OtherProcess as(Account account, String classPath, Class<?> program, String... arguments)
            throws IOException {
        return new OtherProcess(account.builder(java(classPath, program, arguments))
                .redirectErrorStream(true)
                .start());
    }

    private static List<String> java(String classPath, Class<?> program, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    long pid() {
        return process.pid();
    }

    /** The next line that begins with {@code start}, or the last one where the process ends without it. */
    String lineBeginningWith(String start) throws IOException {
        String last = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            last = line;
            if (line.startsWith(start)) {
                return line;
            }
        }
        return last;
    }

    /** What it still prints until it ends by itself. */
    Stream<String> remainingLines() {
        return output.lines();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** {@code kill -9}: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
