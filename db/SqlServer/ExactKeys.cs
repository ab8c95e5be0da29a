using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Db.SqlServer;

/// <summary>
/// SQL Server compares text without regard to case by default, the other engines with. Text that is unique therefore gets a binary
/// collation here: the case <c>C-7</c> and the case <c>c-7</c> of one dataset are two on every engine. So do the tags and splits of cases, by which
/// cases are chosen to be changed.
/// </summary>
internal sealed class ExactKeys(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    private const string Binary = "Latin1_General_100_BIN2";

    public override void Customize(ModelBuilder modelBuilder, DbContext context)
    {
        base.Customize(modelBuilder, context);
        var entities = modelBuilder.Model.GetEntityTypes().ToList();
        var unique = entities.SelectMany(entity => entity.GetIndexes()).Where(index => index.IsUnique).SelectMany(index => index.Properties);
        var keys = entities.SelectMany(entity => entity.GetKeys()).SelectMany(key => key.Properties);
        foreach (var property in unique.Concat(keys).Where(property => property.ClrType == typeof(string)))
        {
            property.SetCollation(Binary);
        }

        modelBuilder.Entity<DatasetCase>(cases =>
        {
            cases.Property(row => row.Tags).UseCollation(Binary);
            cases.Property(row => row.Split).UseCollation(Binary);
        });
    }
}
