package org.yimen.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.support.MultipartResolutionDelegate;
import org.springframework.web.util.UrlPathHelper;
import org.yimen.identity.Account;
import org.yimen.platform.web.Network;
import org.yimen.platform.web.Places;
import org.yimen.platform.web.Spoiled;
import org.yimen.platform.web.TokenBuckets;

/**
 * Files cost work before anybody has looked at what they are, so whoever sends them does so at a measured pace: strangers, who
 * have a paper checked, a few; whoever is signed in as fast as people scan. Machines have their own bounds.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER + 10)
final class UploadRate extends OncePerRequestFilter {

    private static final String EVERYBODY = "";
    private static final String FORM = MediaType.MULTIPART_FORM_DATA_VALUE;

    /** What an unknown length counts as: the longest request there is. */
    private static final long UNKNOWN = DataSize.ofMegabytes(11).toBytes();

    private static final String TOO_MUCH =
            "上传的文件太多，请稍后再试。\nToo many files are being sent. Please try again in a moment.\n";

    private final TokenBuckets strangers = new TokenBuckets(
            DataSize.ofKilobytes(256).toBytes(), DataSize.ofMegabytes(44).toBytes());

    /** From however many addresses: a file costs a processor some tenths of a second. */
    private final TokenBuckets all = new TokenBuckets(
            DataSize.ofMegabytes(3).toBytes(), DataSize.ofMegabytes(66).toBytes());

    private final TokenBuckets known = new TokenBuckets(
            DataSize.ofMegabytes(2).toBytes(), DataSize.ofMegabytes(220).toBytes());

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !MultipartResolutionDelegate.isMultipartRequest(request)
                || UrlPathHelper.defaultInstance
                        .getPathWithinApplication(request)
                        .startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Account account = account(request.getSession(false));
        long length = request.getContentLengthLong() < 0 ? UNKNOWN : request.getContentLengthLong();
        boolean tooFast = account == null
                ? strangers.take(Network.of(request.getRemoteAddr()), length).isPresent()
                        || all.take(EVERYBODY, length).isPresent()
                : known.take(account.key(), length).isPresent();
        if (tooFast) {
            Places.turnAway(response, TOO_MUCH);
            return;
        }
        readParts(request);
        chain.doFilter(request, response);
    }

    /** Here, once: whoever asks for a parameter later would meet whatever the container throws at a body that is spoiled. */
    private static void readParts(HttpServletRequest request) {
        if (!String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return;
        }
        try {
            request.getParts();
        } catch (IllegalStateException tooLarge) {
            throw new Spoiled(HttpStatus.CONTENT_TOO_LARGE.value(), tooLarge);
        } catch (IOException | ServletException | RuntimeException spoiled) {
            throw new Spoiled(HttpStatus.BAD_REQUEST.value(), spoiled);
        }
    }

    /** Whose session it is: however many he opens, they share what he may send. */
    private static @Nullable Account account(@Nullable HttpSession session) {
        return session != null
                        && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                        && context.getAuthentication().getPrincipal() instanceof Account account
                ? account
                : null;
    }
}
