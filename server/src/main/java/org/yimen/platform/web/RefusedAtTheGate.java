package org.yimen.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * What Tomcat refuses before it knows for which application it was meant, such as an encoded slash in a path: a machine is
 * told in the form of every other problem, where Tomcat would write a page.
 */
final class RefusedAtTheGate extends ValveBase {

    private static final int FIRST_ERROR = 400;

    private final Problems problems;

    RefusedAtTheGate(Problems problems) {
        super(true);
        this.problems = problems;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        boolean told = response.isCommitted() || response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0;
        if (!told && Problems.isForMachine(request.getRequest()) && response.setErrorReported()) {
            response.setSuspended(false);
            problems.write(
                    request.getRequest(),
                    response.getResponse(),
                    problems.of(request.getRequest(), response.getStatus()));
        }
    }
}
