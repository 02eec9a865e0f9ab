package org.yimen.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalInt;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;

/** What Tomcat throws where a request is spoiled, too large or broken off: whoever sent it is to blame and nothing failed. */
final class Unreadable {

    private static final int DEEPEST = 20;
    private static final int FIRST_ERROR = 400;

    private Unreadable() {}

    /** The status to answer with, or nothing where something else went wrong. */
    static OptionalInt status(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            switch (cause) {
                case Spoiled spoiled -> {
                    return OptionalInt.of(spoiled.status());
                }
                case InvalidParameterException spoiled -> {
                    return OptionalInt.of(Math.max(FIRST_ERROR, spoiled.getErrorCode()));
                }
                case BadRequestException _, FileUploadException _, InvalidFileNameException _ -> {
                    return OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST);
                }
                default -> cause = cause.getCause();
            }
        }
        return OptionalInt.empty();
    }
}
