namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Walks over the tokens; whatever is not as it must be is a <see cref="SqlFault"/>.</summary>
internal sealed class SqlCursor(List<SqlToken> tokens, SqlDialect dialect)
{
    /// <summary>Brackets within brackets, each a level of recursion.</summary>
    private const int Deepest = 200;

    private int _at;
    private int _depth;

    public SqlDialect Dialect => dialect;

    public SqlToken Now => tokens[_at];

    public bool Is(string word) => IsAt(_at, word);

    public bool Follows(string word) => Now.Kind != SqlTokenKind.End && IsAt(_at + 1, word);

    public bool Take(string word)
    {
        var found = Is(word);
        _at += found ? 1 : 0;
        return found;
    }

    public bool TakeAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Take(word))
            {
                return true;
            }
        }

        return false;
    }

    public void Need(string word)
    {
        if (!Take(word))
        {
            throw Unexpected(word);
        }
    }

    public SqlToken Skip() => tokens[_at++];

    public bool IsName => Now.Kind == SqlTokenKind.Name || (Now.Kind == SqlTokenKind.Word && !SqlWords.IsReserved(Now.Text));

    public string Name()
    {
        return IsName ? Skip().Text : throw Unexpected("a name");
    }

    public void List(Action item)
    {
        do
        {
            item();
        }
        while (Take(","));
    }

    public void InBrackets(Action inside)
    {
        Need("(");
        if (++_depth > Deepest)
        {
            throw new SqlFault($"brackets stand deeper than {Deepest} levels", Now.At);
        }

        inside();
        _depth--;
        Need(")");
    }

    public SqlFault Unexpected(string wanted) => new($"{wanted} is expected instead of “{Now.Text}”", Now.At);

    private bool IsAt(int at, string word) =>
        tokens[at].Kind is SqlTokenKind.Word or SqlTokenKind.Sign && tokens[at].Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
