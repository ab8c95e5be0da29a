using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpsConsole.Db.PostgreSql;

/// <summary>
/// PostgreSQL keeps neither NUL nor half a surrogate pair, and a model may answer with either: one such answer would fail the whole batch
/// of results. Both become U+FFFD, the replacement character.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        foreach (DbParameter parameter in result.Parameters)
        {
            if (parameter.Value is string text && !IsStorable(text))
            {
                parameter.Value = Storable(text);
            }
        }

        return result;
    }

    private static bool IsStorable(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? !text.Contains('\0') : text == Storable(text);

    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
