package org.yimen.platform.web;

/** A request that nobody can read, or that is too large: {@link UploadLimit} answers it, without a line in the log. */
public final class Spoiled extends RuntimeException {

    private final int status;

    /** @param status of the answer, 400 to 499 */
    public Spoiled(int status, Throwable cause) {
        super(cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
