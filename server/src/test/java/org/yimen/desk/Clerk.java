package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.DemoAccounts;
import org.yimen.organisation.Staff;

/** Somebody of the staff at his browser, signed in, with one session. */
final class Clerk {

    private final MockMvc mvc;
    private final MockHttpSession session = new MockHttpSession();
    private final UsernamePasswordAuthenticationToken signedIn;
    private final Map<String, List<String>> looked = new HashMap<>();

    Clerk(WebApplicationContext context, Staff staff) {
        this.mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        var member = new StaffMember(staff.id(), staff.region(), staff.name());
        this.signedIn = UsernamePasswordAuthenticationToken.authenticated(
                member, "", AuthorityUtils.createAuthorityList("ROLE_STAFF"));
    }

    /** What the browser got. */
    record Answer(int status, String body, String location) {
        /** The value of a hidden field of the page. */
        String hidden(String field) {
            var found =
                    Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(body);
            assertThat(found.find()).as("hidden field " + field).isTrue();
            return found.group(1);
        }
    }

    Answer open(String path) throws Exception {
        return answer(get(URI.create(path)));
    }

    /** Sends a form: names and values in turn. Who accepts has looked at everything, unless he names what he looked at. */
    Answer send(String path, String... fields) throws Exception {
        var form = post(URI.create(path));
        if (path.matches(".*/do/accept(-with-gaps)?") && !Arrays.asList(fields).contains("looked")) {
            List<String> points = Pattern.compile("name=\"looked\" value=\"([^\"]*)\"")
                    .matcher(open(path).body())
                    .results()
                    .map(point -> point.group(1))
                    .toList();
            // The second one of two clicks sends what the first one sent.
            looked.merge(path, points, (before, now) -> now.isEmpty() ? before : now)
                    .forEach(point -> form.param("looked", point));
        }
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        return answer(form.with(csrf()));
    }

    /** Sends a form after proving once more that it is he; the proof lasts in his session. */
    Answer proven(String path, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = StepUp.FIELD;
        all[fields.length + 1] = DemoAccounts.PASSWORD;
        return send(path, all);
    }

    /** What a PDF says. */
    String text(String path) throws Exception {
        byte[] pdf = mvc.perform(get(URI.create(path)).session(session).with(authentication(signedIn)))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var reader = new PdfReader(pdf)) {
            var said = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                said.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            return said.toString();
        }
    }

    /** Sends a form without the token that protects it. */
    Answer forge(String path) throws Exception {
        return answer(post(URI.create(path)));
    }

    /** Sends a file, and with it the fields of its form: names and values in turn. */
    Answer upload(String path, byte[] bytes, String... fields) throws Exception {
        var file = new MockMultipartFile("file", "材料.pdf", "application/pdf", bytes);
        var form = multipart(URI.create(path));
        form.file(file);
        for (int i = 0; i < fields.length; i += 2) {
            form.param(fields[i], fields[i + 1]);
        }
        form.with(csrf());
        form.session(session);
        form.with(authentication(signedIn));
        var response = mvc.perform(form).andReturn().getResponse();
        String location = response.getHeader("Location");
        return new Answer(
                response.getStatus(),
                response.getContentAsString(StandardCharsets.UTF_8),
                location == null ? "" : location);
    }

    private Answer answer(MockHttpServletRequestBuilder request) throws Exception {
        var response = mvc.perform(request.session(session).with(authentication(signedIn)))
                .andReturn()
                .getResponse();
        String location = response.getHeader("Location");
        return new Answer(
                response.getStatus(),
                response.getContentAsString(StandardCharsets.UTF_8),
                location == null ? "" : location);
    }
}
