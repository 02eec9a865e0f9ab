package org.yimen.identity.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.yimen.identity.OuterSignInSettings;

/** Calls to the outer provider: to its own host, a few at once, not for long and not for much. */
final class OuterCalls implements ClientHttpRequestInterceptor {

    static final int LARGEST = 256 * 1024;

    /** So many at once on this node: a provider that answers slowly keeps nobody else waiting. */
    private static final int AT_ONCE = 8;

    private final OuterSignInSettings settings;
    private final Semaphore places = new Semaphore(AT_ONCE);

    OuterCalls(OuterSignInSettings settings) {
        this.settings = settings;
    }

    ClientHttpRequestFactory factory() {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectWithin())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        factory.setReadTimeout(settings.answerWithin());
        return factory;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        if (!settings.covers(request.getURI())) {
            throw new IOException("not the host of the outer provider");
        }
        if (!places.tryAcquire()) {
            throw new IOException("too many calls to the outer provider at once");
        }
        try (ClientHttpResponse response = execution.execute(request, body)) {
            // Read here, so that the place is given back only when all has come or the time was up.
            return new Answer(
                    response.getStatusCode(),
                    response.getStatusText(),
                    response.getHeaders(),
                    read(response.getBody()));
        } finally {
            places.release();
        }
    }

    private static byte[] read(InputStream body) throws IOException {
        byte[] read = body.readNBytes(LARGEST + 1);
        if (read.length > LARGEST) {
            throw new IOException("the outer provider answers with more than " + LARGEST + " bytes");
        }
        return read;
    }

    private static final class Answer implements ClientHttpResponse {
        private final HttpStatusCode status;
        private final String text;
        private final HttpHeaders headers;
        private final byte[] body;

        Answer(HttpStatusCode status, String text, HttpHeaders headers, byte[] body) {
            this.status = status;
            this.text = text;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public String getStatusText() {
            return text;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }

        @Override
        public void close() {
            // Nothing is open any more.
        }
    }
}
