namespace OpsConsole.Core.Features.Evals.Sql;

internal enum SqlTokenKind
{
    Word,
    Name,
    Text,
    Number,
    Sign,
    Parameter,
    End,
}

internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int At);

/// <summary>The text is not SQL; the message says where and why.</summary>
internal sealed class SqlFault(string reason, int at) : Exception($"{reason} at character {at + 1}");

/// <summary>Divides a text into the words, texts, numbers and signs of SQL.</summary>
internal static class SqlTokens
{
    private static readonly string[] Signs = ["<=>", "->>", "#>>", "!~*", "<=", ">=", "<>", "!=", "||", "&&", "::", ":=", "->", "#>", "<<", ">>", "@>", "<@", "~*", "!~"];

    public static List<SqlToken> Of(string text, SqlDialect dialect)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < text.Length;)
        {
            var end = Blank(text, at, dialect);
            if (end == at)
            {
                tokens.Add(Next(text, at, dialect, out end));
            }

            at = end;
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, "the end", text.Length));
        return tokens;
    }

    private static int Blank(string text, int at, SqlDialect dialect)
    {
        var rest = text.AsSpan(at);
        if (char.IsWhiteSpace(rest[0]))
        {
            return at + 1;
        }

        if (rest.StartsWith("--") || (dialect.HashComments && rest[0] == '#'))
        {
            var line = rest.IndexOf('\n');
            return line < 0 ? text.Length : at + line + 1;
        }

        if (!rest.StartsWith("/*"))
        {
            return at;
        }

        var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return end < 0 ? throw new SqlFault("a comment does not end", at) : end + 2;
    }

    private static SqlToken Next(string text, int at, SqlDialect dialect, out int end)
    {
        var c = text[at];
        switch (c)
        {
            case '\'':
                return Quoted(text, at, '\'', SqlTokenKind.Text, dialect.BackslashEscapes, out end);
            case '"':
                return Quoted(text, at, '"', dialect.QuotedNames ? SqlTokenKind.Name : SqlTokenKind.Text, dialect.BackslashEscapes, out end);
            case '`' when dialect.Backticks:
                return Quoted(text, at, '`', SqlTokenKind.Name, escapes: false, out end);
            case '[' when dialect.Brackets:
                return Quoted(text, at, ']', SqlTokenKind.Name, escapes: false, out end);
            case '$' when dialect.DollarQuotes && Dollar(text, at, out end):
                return new SqlToken(SqlTokenKind.Text, text[at..end], at);
            case '?':
                end = at + 1;
                return new SqlToken(SqlTokenKind.Parameter, "?", at);
            case ':' or '@' or '$' when at + 1 < text.Length && (IsWord(text[at + 1]) || text[at + 1] == '@'):
                end = While(text, at + 1, sign => IsWord(sign) || sign == '@');
                return new SqlToken(SqlTokenKind.Parameter, text[at..end], at);
            case var digit when char.IsAsciiDigit(digit) || (digit == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])):
                end = While(text, at, sign => char.IsAsciiLetterOrDigit(sign) || sign == '.');
                return new SqlToken(SqlTokenKind.Number, text[at..end], at);
            case var letter when IsWord(letter):
                end = While(text, at, sign => IsWord(sign) || sign == '$');
                return new SqlToken(SqlTokenKind.Word, text[at..end], at);
            case '(' or ')' or ',' or ';' or '.' or '*' or '+' or '-' or '/' or '%' or '=' or '<' or '>' or '!' or '&' or '|' or '^' or '~' or '[' or ']' or ':' or '@' or '#':
                var sign = Array.Find(Signs, candidate => text.AsSpan(at).StartsWith(candidate)) ?? c.ToString();
                end = at + sign.Length;
                return new SqlToken(SqlTokenKind.Sign, sign, at);
            default:
                throw new SqlFault($"“{c}” is no sign of {dialect.Name}", at);
        }
    }

    private static SqlToken Quoted(string text, int at, char quote, SqlTokenKind kind, bool escapes, out int end)
    {
        for (end = at + 1; end < text.Length; end++)
        {
            if (escapes && text[end] == '\\')
            {
                end++;
            }
            else if (text[end] == quote && end + 1 < text.Length && text[end + 1] == quote)
            {
                end++;
            }
            else if (text[end] == quote)
            {
                end++;
                return new SqlToken(kind, text[(at + 1)..(end - 1)], at);
            }
        }

        throw new SqlFault("a quotation does not end", at);
    }

    private static bool Dollar(string text, int at, out int end)
    {
        end = at;
        var tag = While(text, at + 1, IsWord);
        if (tag >= text.Length || text[tag] != '$' || (tag > at + 1 && char.IsAsciiDigit(text[at + 1])))
        {
            return false;
        }

        var mark = text[at..(tag + 1)];
        var close = text.IndexOf(mark, tag + 1, StringComparison.Ordinal);
        end = close < 0 ? throw new SqlFault("a quotation does not end", at) : close + mark.Length;
        return true;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int While(string text, int at, Func<char, bool> is_)
    {
        while (at < text.Length && is_(text[at]))
        {
            at++;
        }

        return at;
    }
}
