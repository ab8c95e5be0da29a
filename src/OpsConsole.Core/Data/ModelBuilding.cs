using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OpsConsole.Core.Data;

/// <summary>The column shapes that entities share.</summary>
internal static class ModelBuilding
{
    public const int KeyLength = 120;
    public const int NameLength = 200;
    public const int ActorLength = 200;

    public static PropertyBuilder<string> Key(this PropertyBuilder<string> property) => property.HasMaxLength(KeyLength);

    public static PropertyBuilder<string> Name(this PropertyBuilder<string> property) => property.HasMaxLength(NameLength);

    public static PropertyBuilder<T> Json<T>(this PropertyBuilder<T> property) =>
        property.HasConversion(JsonColumn.Converter<T>(), JsonColumn.Comparer<T>());

    /// <summary>
    /// Nothing is deleted here, and SQL Server refuses the multiple cascade paths that the other engines accept:
    /// every foreign key restricts.
    /// </summary>
    public static void RestrictDeletes(this ModelBuilder model)
    {
        foreach (var key in model.Model.GetEntityTypes().SelectMany(entity => entity.GetForeignKeys()))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }
}
