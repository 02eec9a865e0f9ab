package org.yimen.form;

/** An expression that cannot be understood, and where: counted in lines and columns from 1 of its own text. */
public final class ExpressionBroken extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    ExpressionBroken(int line, int column, String reason) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
