package org.yimen.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * What Tomcat refuses before it knows for which application it was meant, such as an encoded slash in a path: a machine is
 * told in the form of every other problem and a person in words, where Tomcat would name a number.
 */
final class RefusedAtTheGate extends ValveBase {

    private static final int FIRST_ERROR = 400;

    /** In both languages and without a style: who reads it is not known here, nor is anything loaded. */
    private static final byte[] PLAIN = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>地址不对 · 一门</title></head><body>
            <h1>这个地址打不开</h1><p>地址里有不能识别的字符。请核对后重新输入，或者从首页开始。</p>
            <p lang="en">This address holds characters that cannot be read. Please check it, or begin at the first page.</p>
            <p><a href="/">一门首页 <span lang="en">Home</span></a></p></body></html>
            """.getBytes(StandardCharsets.UTF_8);

    private final Problems problems;

    RefusedAtTheGate(Problems problems) {
        super(true);
        this.problems = problems;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        boolean told = response.isCommitted() || response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0;
        if (!told && !Problems.isForMachine(request.getRequest()) && response.setErrorReported()) {
            response.setSuspended(false);
            var page = response.getResponse();
            page.setContentType("text/html;charset=UTF-8");
            page.setHeader("Content-Security-Policy", "default-src 'none'");
            page.getOutputStream().write(PLAIN);
        } else if (!told && response.setErrorReported()) {
            response.setSuspended(false);
            problems.write(
                    request.getRequest(),
                    response.getResponse(),
                    problems.of(request.getRequest(), response.getStatus()));
        }
    }
}
