package org.yimen.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.yimen.crypto.Sm3;
import org.yimen.identity.Account;
import org.yimen.identity.Citizen;
import org.yimen.identity.FormBindings;
import org.yimen.identity.FormBindings.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;

/**
 * The one place where every form with a key is compared with what was sent under that key before. What was refused, and what
 * failed, binds nothing.
 */
@Configuration(proxyBeanMethods = false)
class SentForms implements WebMvcConfigurer, HandlerInterceptor {

    private static final String KEY = "key";
    private static final String BOUND = SentForms.class.getName();
    private static final int LONGEST_PATH = 500;

    /** What is no content: the form's token, and the proof of who sends it, of which not even a digest is kept. */
    private static final Set<String> NOT_CONTENT = Set.of("_csrf", KEY, "password", StepUp.FIELD);

    /** It carries the fields of another form, with its key, to where a card is read. */
    private static final String CARRIES = "/desk/intake/read-again";

    private final FormBindings bindings;

    SentForms(FormBindings bindings) {
        this.bindings = bindings;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns(CARRIES);
    }

    /** @param first true where this request bound the key */
    private record Mine(Sent sent, boolean first) {}

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String key = request.getParameter(KEY);
        boolean compared = HttpMethod.POST.matches(request.getMethod())
                && handler instanceof HandlerMethod method
                && !method.hasMethodAnnotation(GivesFormBack.class);
        if (compared && isKey(key)) {
            var sent = new Sent(account(), path(request), key, digest(request, key));
            request.setAttribute(BOUND, new Mine(sent, bindings.bind(sent)));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(BOUND) instanceof Mine(Sent sent, boolean first)) {
            boolean taken = failure == null && response.getStatus() < 400;
            if (!taken && first) {
                bindings.release(sent);
            } else if (taken && !first) {
                // The first one may have failed meanwhile and released it.
                bindings.bind(sent);
            }
        }
    }

    /** One that is none is the controller's to refuse. */
    private static boolean isKey(@Nullable String key) {
        return key != null
                && !key.isBlank()
                && key.length() <= FormKey.LONGEST
                && key.chars().noneMatch(Character::isISOControl);
    }

    private static String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.length() <= LONGEST_PATH ? path : Sm3.hex(path.getBytes(UTF_8));
    }

    private static String account() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && signedIn.getPrincipal() instanceof Account account
                ? switch (account) {
                    case Citizen citizen -> citizen.personId().toString();
                    case StaffMember member -> member.staffId().toString();
                }
                : "";
    }

    /** Over every field in the order of their names, and over every file; the key in it keeps equal contents from looking equal. */
    private static String digest(HttpServletRequest request, String key) throws IOException {
        var content = new StringBuilder(key);
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!NOT_CONTENT.contains(name)) {
                Arrays.stream(values).forEach(value -> add(content, name, value));
            }
        });
        if (request instanceof MultipartRequest parts) {
            for (List<MultipartFile> files : new TreeMap<>(parts.getMultiFileMap()).values()) {
                for (MultipartFile file : files) {
                    try (InputStream bytes = file.getInputStream()) {
                        add(content, file.getName(), Sm3.hex(bytes));
                    }
                }
            }
        }
        return Sm3.hex(content.toString().getBytes(UTF_8));
    }

    /** With its lengths, so that no two contents are written alike. */
    private static void add(StringBuilder content, String name, String value) {
        content.append('\n').append(name.length()).append(' ').append(name);
        content.append('\n').append(value.length()).append(' ').append(value);
    }
}
