package org.yimen.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.yimen.crypto.KeyVault;
import org.yimen.operations.Options.WrongUsage;
import org.yimen.platform.postgres.Recovery;

/** {@code ./yimen keys}: the acts of those who administer keys. */
final class KeysCommand {

    private final Place place;
    private final Consumer<String> say;

    KeysCommand(Place place, Consumer<String> say) {
        this.place = place;
        this.say = say;
    }

    void run(Options options) throws IOException {
        List<String> words = options.words();
        String act = words.isEmpty() ? "" : words.getFirst();
        if (act.equals("restore")) {
            var _ = KeyVault.restore(options.wanted("from"), place.keys(), place.unlocking());
            say.accept("The keys are in %s.".formatted(place.keys()));
            return;
        }
        var vault = new KeyVault(place.keys(), place.unlocking());
        switch (act) {
            case "list" -> list(vault);
            case "rotate" -> rotate(vault, words);
            case "split" -> {
                vault.split(options.wanted("to"));
                sayShares(options.wanted("to"));
            }
            case "rotate-master" -> {
                List<Path> shares = shares(options);
                vault.rotateMaster(shares.get(0), shares.get(1), options.wanted("to"));
                sayShares(options.wanted("to"));
            }
            case "unlock" -> {
                List<Path> shares = shares(options);
                vault.unlock(shares.get(0), shares.get(1));
                say.accept("Unlocked by %s; ./yimen keys lock takes it back.".formatted(place.unlocking()));
            }
            case "lock" -> {
                vault.lock();
                say.accept("Locked: the next start needs two custodians.");
            }
            default ->
                throw new WrongUsage("keys wants one of list, rotate, split, rotate-master, unlock, lock, restore.");
        }
    }

    private static List<Path> shares(Options options) {
        List<Path> shares = options.paths("share");
        if (shares.size() != 2) {
            throw new WrongUsage("Two custodians bring a share each: --share A --share B.");
        }
        return shares;
    }

    private void rotate(KeyVault vault, List<String> words) throws IOException {
        if (words.size() != 2) {
            throw new WrongUsage("keys rotate wants one of column, column-index, file, file-address.");
        }
        var purpose = KeyVault.purpose(words.get(1))
                .orElseThrow(() -> new WrongUsage("There are no keys for \"%s\".".formatted(words.get(1))));
        say.accept("%s counts from now on; a running Yimen seals anew what older keys sealed."
                .formatted(vault.rotate(purpose)));
        say.accept("Back the keys up again: ./yimen backup-keys.");
    }

    private void list(KeyVault vault) throws IOException {
        KeyVault.State state = vault.state();
        say.accept("%s, %s, %s"
                .formatted(
                        state.master(),
                        state.shared()
                                ? "held by custodians, two of three"
                                : "opens by itself (split it before real use)",
                        state.unlocked() ? "unlocked" : "locked"));
        for (KeyVault.Line line : vault.list()) {
            say.accept("%-24s %s  check %s  %s"
                    .formatted(line.id(), Recovery.spoken(line.madeAt()), line.check(), line.current() ? "" : "older"));
        }
    }

    private void sayShares(Path target) {
        say.accept(
                "Three shares are in %s: hand each to another custodian and delete it there. Two of them open the keys."
                        .formatted(target));
        say.accept("Back the keys up again: ./yimen backup-keys.");
    }

    /** {@code ./yimen backup-keys}. */
    void backUp(Path target) throws IOException {
        boolean alone = new KeyVault(place.keys(), place.unlocking()).backUp(target);
        say.accept("The keys are copied to %s: keep them apart from the backups of the data.".formatted(target));
        if (alone) {
            say.accept(
                    "Whoever has this copy can open it alone: no custodians hold the master key (./yimen keys split).");
        }
    }
}
