package org.yimen.bench;

import java.util.Arrays;

/** The commands of this module; {@code ./yimen campaign} and {@code ./yimen bench} lead here. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "crash" -> System.exit(CrashCampaign.command(Options.of(rest)));
            case "history" -> System.exit(HistoryCheck.command(Options.of(rest)));
            case "engine" -> System.exit(EngineBench.command(Options.of(rest)));
            case "pages" -> System.exit(PagesBench.command(Options.of(rest)));
            case Rig.HALL -> Hall.main(rest);
            case Rig.DATABASE -> DatabaseHost.main(rest);
            default -> {
                System.err.println("Yimen does not know the campaign or bench \"" + command + "\": ./yimen help");
                System.exit(2);
            }
        }
    }
}
