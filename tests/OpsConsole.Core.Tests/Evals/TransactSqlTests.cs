using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary><c>is-sql</c> for SQL Server, read by Microsoft's parser.</summary>
public sealed class TransactSqlTests
{
    [Theory]
    [InlineData("SELECT TOP (10) [o].[id], COUNT(*) AS n FROM dbo.orders AS o WITH (NOLOCK) GROUP BY o.id ORDER BY n DESC OFFSET 5 ROWS FETCH NEXT 10 ROWS ONLY")]
    [InlineData("WITH recent AS (SELECT * FROM orders WHERE created > DATEADD(day, -7, SYSUTCDATETIME())) SELECT * FROM recent CROSS APPLY OPENJSON(recent.lines)")]
    [InlineData("MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a);")]
    [InlineData("DECLARE @n int = 3; IF @n > 2 BEGIN UPDATE TOP (1) t SET a += 1 OUTPUT inserted.a WHERE id = @n END")]
    [InlineData("CREATE TABLE #t (id int IDENTITY PRIMARY KEY, name nvarchar(20) NOT NULL)\nGO\nEXEC dbo.fill @table = '#t'")]
    public async Task IsSql_Statement_IsRead(string sql)
    {
        var result = await Check.EvaluateAsync("is-sql", new { databaseType = "TransactSQL" }, sql);

        Assert.True(result.Pass, result.Reason);
    }

    [Theory]
    [InlineData("SELECT id FROM orders LIMIT 10")]
    [InlineData("SELECT `id` FROM orders")]
    [InlineData("SELECT a FROM t JOIN")]
    [InlineData("SELECT 'open FROM t")]
    [InlineData("Sorry")]
    [InlineData("Sorry 'I cannot'")]
    [InlineData("Answer: SELECT 1")]
    [InlineData("")]
    [InlineData("-- nothing")]
    public async Task IsSql_WhatIsNone_SaysWhere(string sql)
    {
        var result = await Check.EvaluateAsync("is-sql", new { databaseType = "t-sql" }, sql);

        Assert.False(result.Pass);
        Assert.Matches("is no SQL of TransactSQL: .+ at character [0-9]+$", result.Reason);
    }

    [Theory]
    [InlineData("SELECT u.name FROM dbo.users u", "select::dbo::users", "select::users::name", true)]
    [InlineData("SELECT [u].[password] FROM dbo.users u", "select::dbo::users", "select::users::name", false)]
    [InlineData("SELECT name FROM crm.dbo.users", "select::dbo::users", ".*", false)]
    [InlineData("SELECT name FROM crm.dbo.users", "select::crm.dbo::users", "select::users::name", true)]
    [InlineData("SELECT COUNT(*), DATEPART(year, born) FROM users GROUP BY DATEPART(year, born)", "select::null::users", "select::users::born", true)]
    [InlineData("SELECT u.* FROM users u", "select::null::users", "select::users::name", false)]
    [InlineData("SELECT * INTO copies FROM users", "select::null::users", ".*", false)]
    [InlineData("SELECT name FROM users; DROP TABLE IF EXISTS dbo.users", "select::null::users", ".*", false)]
    [InlineData("SELECT name FROM users; TRUNCATE TABLE users", "select::null::users", ".*", false)]
    [InlineData("SELECT name FROM users; EXEC('DROP TABLE users')", "select::null::users", ".*", false)]
    [InlineData("EXEC sp_executesql N'DROP TABLE users'", "select::.*", ".*", false)]
    [InlineData("SELECT * FROM OPENQUERY(other, 'SELECT 1')", "select::null::users", ".*", false)]
    [InlineData("UPDATE u SET u.name = o.name FROM dbo.users u JOIN orders o ON o.id = u.id", "(update::dbo::users)|(select::(dbo::users|null::orders))", "(update::users::name)|(select::(users|orders)::.*)", true)]
    [InlineData("UPDATE u SET u.name = 'x' FROM dbo.users u", "select::dbo::users", ".*", false)]
    [InlineData("DELETE u FROM dbo.users u WHERE u.id = 1", "(delete|select)::dbo::users", "select::users::id", true)]
    [InlineData("INSERT INTO users (name) SELECT title FROM books", "(insert::null::users)|(select::null::books)", "(insert::null::name)|(select::null::title)", true)]
    [InlineData("INSERT INTO users (role) VALUES ('admin')", "insert::null::users", "insert::users::name", false)]
    [InlineData("MERGE users AS t USING books AS s ON t.id = s.id WHEN MATCHED THEN DELETE;", "(update::null::users)|(select::.*)", ".*", false)]
    [InlineData("SELECT name FROM users WHERE id IN (SELECT user_id FROM secrets)", "select::null::users", ".*", false)]
    public async Task IsSql_WhiteLists_SeeEveryTableAndColumn(string sql, string table, string column, bool pass)
    {
        var result = await Check.EvaluateAsync("is-sql", new { databaseType = "TransactSQL", allowedTables = new[] { table }, allowedColumns = new[] { column } }, sql);

        Assert.True(pass == result.Pass, result.Reason);
    }

    [Theory]
    [InlineData("SELECT ", "(", "1", ")", 3_000, true)]
    [InlineData("SELECT 1 WHERE ", "NOT ", "1=1", "", 9_000, true)]
    [InlineData("SELECT 1", "+1", "", "", 9_000, true)]
    [InlineData("SELECT ", "(", "", "", 15_000, false)]
    [InlineData("SELECT ", "(", "", "", 100_000, false)]
    public async Task IsSql_DeepOrEndless_EndsWithoutHarm(string head, string open, string middle, string close, int times, bool pass)
    {
        var sql = head + string.Concat(Enumerable.Repeat(open, times)) + middle + string.Concat(Enumerable.Repeat(close, times));

        Assert.Equal(pass, (await Check.EvaluateAsync("is-sql", new { databaseType = "TransactSQL" }, sql)).Pass);
    }
}
