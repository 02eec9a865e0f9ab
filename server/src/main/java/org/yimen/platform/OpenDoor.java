package org.yimen.platform;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started Yimen that it is open, and where. */
@Component
@Profile("!test")
class OpenDoor {

    private final Environment environment;
    private final ObjectProvider<Announcement> announcements;

    OpenDoor(Environment environment, ObjectProvider<Announcement> announcements) {
        this.environment = environment;
        this.announcements = announcements;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        System.out.println();
        System.out.println("Yimen 一门 is open at http://localhost:" + environment.getProperty("local.server.port"));
        announcements
                .orderedStream()
                .flatMap(announcement -> announcement.lines().stream())
                .forEach(System.out::println);
        System.out.println("Ctrl-C closes it.");
    }
}
