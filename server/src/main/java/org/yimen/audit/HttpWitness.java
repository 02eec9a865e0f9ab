package org.yimen.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A witness elsewhere, asked as C2SP tlog-witness says. */
final class HttpWitness implements Witnessing {

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST).build();
    private final URI address;
    private final VerifierKey key;

    HttpWitness(URI address, VerifierKey key) {
        this.address = address;
        this.key = key;
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public Answer add(long old, List<byte[]> proof, String note) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/add-checkpoint"))
                            .timeout(LONGEST)
                            .POST(BodyPublishers.ofString(body(old, proof, note)))
                            .build(),
                    BodyHandlers.ofString());
            String said = answer.body().strip();
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Cosigned(said);
                case 409 -> new Answer.SeenOther(Long.parseLong(said));
                case 500, 502, 503, 504 -> new Answer.Silent("the witness fails with " + answer.statusCode());
                default -> new Answer.Refused(said.length() > 200 ? said.substring(0, 200) : said);
            };
        } catch (IOException | NumberFormatException e) {
            return new Answer.Silent("the witness at " + address + " does not answer: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Silent("interrupted");
        }
    }

    static String body(long old, List<byte[]> proof, String note) {
        var body = new StringBuilder("old " + old + "\n");
        proof.forEach(
                hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return body.append('\n').append(note).toString();
    }
}
