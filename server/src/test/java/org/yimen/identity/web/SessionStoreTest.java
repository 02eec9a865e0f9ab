package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.yimen.crypto.ColumnCipher;
import org.yimen.identity.Sessions;
import org.yimen.identity.StaffMember;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Two nodes are two stores over one database. */
@HallTest
class SessionStoreTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ColumnCipher cipher;

    @Autowired
    private Sessions sessions;

    @Autowired
    private SessionSettings settings;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private TestTime time;

    @Autowired
    private SessionStore here;

    private SessionStore there;

    private final StaffMember clerk = new StaffMember(UUID.randomUUID(), "629901", "试验员");

    @BeforeEach
    void anotherNode() {
        there = new SessionStore(jdbc, cipher, sessions, settings, time, transactions);
    }

    @Test
    void whoSignedInOnOneNodeIsSignedInOnTheOther() {
        StoredSession session = signedIn();

        StoredSession found = read(there, session.getId());

        assertThat(found.values.get(SPRING_SECURITY_CONTEXT_KEY))
                .isInstanceOfSatisfying(
                        SecurityContextImpl.class,
                        context -> assertThat(context.getAuthentication())
                                .extracting("principal")
                                .isEqualTo(clerk));
    }

    @Test
    void whatEndsOnOneNodeHasEndedOnAllOfThem() {
        StoredSession one = signedIn();
        StoredSession two = signedIn();
        assertThat(there.findById(one.getId())).isNotNull();

        sessions.endAll(clerk, null, "test", Sessions.Why.BY_OWNER);

        assertThat(there.findById(one.getId())).isNull();
        assertThat(here.findById(two.getId())).isNull();
    }

    @Test
    void aSlowRequestDoesNotBringAnEndedSessionBack() {
        String id = signedIn().getId();
        StoredSession slow = read(there, id);

        sessions.endAll(clerk, null, "test", Sessions.Why.ACCOUNT_LOCKED);
        slow.setAttribute("typed", "late");
        there.save(slow);

        assertThat(here.findById(id)).isNull();
        assertThat(jdbc.sql("select count(*) from identity.session_value where handle = :handle")
                        .param("handle", slow.handle)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void twoRequestsOfOneSessionKeepBothOfTheirValues() {
        String id = signedIn().getId();
        StoredSession one = read(here, id);
        StoredSession two = read(there, id);

        one.setAttribute("one", 1);
        two.setAttribute("two", 2);
        here.save(one);
        there.save(two);

        assertThat(read(here, id).getAttributeNames()).contains("one", "two");
    }

    @Test
    void theTablesHoldNeitherTheCookieNorAValueInClear() {
        StoredSession session = signedIn();
        session.setAttribute("secret", "青石桥的秘密");
        here.save(session);

        String rows = jdbc.sql("""
                        select s::text || encode(v.value_sealed, 'escape') || v::text
                          from identity.session s
                          join identity.session_value v using (handle)
                         where handle = :handle and name = 'secret'
                        """)
                .param("handle", session.handle)
                .query(String.class)
                .single();

        assertThat(rows).doesNotContain(session.getId(), "青石桥", "java");
    }

    @Test
    void aValueThatSomebodyMovedToAnotherSessionIsNotRead() {
        StoredSession victim = signedIn();
        StoredSession thief = here.createSession();
        thief.setAttribute("innocent", "yes");
        here.save(thief);

        jdbc.sql("""
                        insert into identity.session_value (handle, name, value_sealed)
                        select :thief, name, value_sealed from identity.session_value where handle = :victim
                        """)
                .param("thief", thief.handle)
                .param("victim", victim.handle)
                .update();

        assertThat(here.findById(thief.getId())).isNull();
    }

    @Test
    void silenceEndsASessionAndUseKeepsIt() {
        String id = signedIn().getId();

        time.advance(Duration.ofMinutes(9));
        here.save(read(here, id));
        time.advance(Duration.ofMinutes(9));
        assertThat(there.findById(id)).isNotNull();

        time.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(there.findById(id)).isNull();
    }

    @Test
    void afterTwelveHoursItEndsHoweverBusy() {
        String id = signedIn().getId();
        for (int i = 0; i < 12 * 12 - 1; i++) {
            time.advance(Duration.ofMinutes(5));
            here.save(read(here, id));
        }

        time.advance(Duration.ofMinutes(5));

        assertThat(here.findById(id)).isNull();
    }

    @Test
    void aChangedIdMakesTheOldOneWorthless() {
        StoredSession session = signedIn();
        String before = session.getId();

        String after = session.changeSessionId();
        here.save(session);

        assertThat(there.findById(before)).isNull();
        assertThat(there.findById(after)).isNotNull();
    }

    private static StoredSession read(SessionStore store, String id) {
        StoredSession found = store.findById(id);
        if (found == null) {
            throw new AssertionError("the session has ended");
        }
        return found;
    }

    private StoredSession signedIn() {
        StoredSession session = here.createSession();
        session.setMaxInactiveInterval(settings.desk());
        session.setAttribute(
                SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        clerk, null, AuthorityUtils.createAuthorityList("ROLE_STAFF"))));
        here.save(session);
        return session;
    }
}
