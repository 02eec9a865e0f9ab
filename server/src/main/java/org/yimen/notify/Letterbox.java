package org.yimen.notify;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Messages of the inbox in words, for pages. */
@Component
public class Letterbox {

    /** A message as somebody reads it, in his language. */
    public record Letter(UUID id, Message message) {

        public String title(Locale locale) {
            return Texts.title(message, locale);
        }

        public String text(Locale locale) {
            return Texts.text(message, locale);
        }

        public boolean unread() {
            return message.readAt() == null;
        }

        public String link() {
            return message.link();
        }

        public Instant at() {
            return message.madeAt();
        }
    }

    public List<Letter> letters(List<Message> messages) {
        return messages.stream()
                .map(message -> new Letter(message.id(), message))
                .toList();
    }
}
